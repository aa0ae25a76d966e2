// A proof as people and programs read it.

import Diagnostics
import JSONText

package enum ProofText {
  package static func render(_ proof: AccessProof) -> String {
    var text =
      proof.isStated
      ? "promised is what the policies name in full\n"
      : "promised is what the binds of the spec say\n"
    for account in proof.accounts {
      let faults = proof.faults.count { $0.principal == account.principal }
      text += MatrixText.wrapped(
        "", "\(account.principal): ",
        [
          count(account.promises, "promise holds", "promises hold"),
          count(account.denials, "other request is denied", "other requests are denied"),
          count(account.needed, "permission is needed", "permissions are needed"),
          faults == 0 ? "proven" : count(faults, "fault", "faults"),
        ], ", ")
    }
    if proof.accounts.isEmpty { text += "nobody was promised anything\n" }
    if !proof.unbound.isEmpty {
      text += MatrixText.wrapped("", "no bind, so not asked about: ", proof.unbound, ", ")
    }
    for one in proof.outside {
      text += MatrixText.wrapped(
        "", "let in from outside: ",
        [
          "\(one.who), to \(proof.stack.resources[one.resource].title),"
            + " by statement \(one.ground.statement) of \(one.ground.policy)"
        ], " ")
    }
    for fault in proof.faults {
      text += "\nerror[\(fault.code.id)] \(fault.file) \(fault.pointer)\n"
      if let policy = fault.policy, let statement = fault.statement {
        text += MatrixText.wrapped("  ", "statement ", ["\(statement) of \(policy)"], " ")
      }
      text += MatrixText.wrapped("  ", "", [fault.message], " ")
      text += MatrixText.wrapped("  ", "help: ", [fault.help], " ")
    }
    if !proof.stack.notes.isEmpty {
      text +=
        "\nwhat cannot be known\n"
        + proof.stack.notes.map { MatrixText.wrapped("  ", "- ", [$0], " ") }.joined()
    }
    return text
  }

  private static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }
}

package enum ProofJSON {
  package static func write(_ proof: AccessProof) -> [UInt8] {
    var writer = JSONWriter(.indented)
    writer.object { writer in
      writer.member("holds", proof.holds)
      writer.member("promisedBy", proof.isStated ? "policies" : "binds")
      writer.key("principals")
      writer.array { writer in
        for account in proof.accounts {
          writer.object { writer in
            writer.member("principal", account.principal)
            writer.member("promises", account.promises)
            writer.member("denied", account.denials)
            writer.member("needed", account.needed)
          }
        }
      }
      writer.member("unbound", proof.unbound)
      writer.key("outside")
      writer.array { writer in
        for one in proof.outside { MatrixJSON.write(one, proof.stack, to: &writer) }
      }
      writer.key("faults")
      writer.array { writer in
        for fault in proof.faults {
          writer.object { writer in
            writer.member("code", fault.code.id)
            writer.member("slug", fault.code.slug)
            writer.member("principal", fault.principal)
            if let policy = fault.policy { writer.member("policy", policy) }
            if let statement = fault.statement { writer.member("statement", statement) }
            writer.member("file", fault.file)
            writer.member("pointer", fault.pointer)
            writer.member("message", fault.message)
            writer.member("help", fault.help)
          }
        }
      }
      writer.member("unknown", proof.stack.notes)
    }
    return writer.finished()
  }
}
