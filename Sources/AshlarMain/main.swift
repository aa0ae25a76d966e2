// The program: everything is in the libraries, so that tests can call it.

import AshlarCommand
import CommandBackend

#if canImport(Glibc)
  import Glibc
#endif

exit(Command.runProcess(with: BuiltInBackend()))
