// The program: everything is in the libraries, so that tests can call it.

import AshlarCommand
import Glibc

exit(Command.runProcess(with: EmptyBackend()))
