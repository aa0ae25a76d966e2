// The gate of a stack: lets through what the policies of whoever calls allow.

package import AccessMatrix
package import IAMPolicy
import JSONText
import Provenance
import Diagnostics
import Simulation
import Synchronization
package import TableEngine
package import TableWire
package import VirtualTime

/// The key id of a request names who makes it: a component, a role, a user.
package final class StackGate: CallGate {
  package enum Mode: String, Sendable {
    /// Says what would have been denied, and lets it through.
    case report
    case enforce
  }

  /// May do everything, and is nobody's.
  package static let root = "root"

  private struct Diary {
    var told: Set<String> = []
    var used: [String: Set<UsedGrant>] = [:]
    var policies: [String: AttachedPolicy] = [:]
  }

  private let stack: StackAccess
  private let mode: Mode
  private let context: [(key: String, value: String)]
  private let log: @Sendable (String) -> Void
  private let diary = Mutex(Diary())

  /// `context` is what requests say besides, whatever else would follow.
  package init(
    _ stack: StackAccess, _ mode: Mode, context: [(key: String, value: String)] = [],
    log: @escaping @Sendable (String) -> Void
  ) {
    self.stack = stack
    self.mode = mode
    self.context = context
    self.log = log
  }

  /// The resource policies of the stacks' tables, as the template gives them.
  package func prepare(_ engine: Engine, at now: Instant) throws(EngineError) {
    for resource in stack.resources where resource.kind == .table || resource.kind == .stream {
      guard let policy = resource.policy, let arn = GateResource.arn(of: resource, in: engine),
        engine.resourcePolicy(at: arn) == nil
      else { continue }
      var text = policy.text[...]
      while text.last == 0x0A { text.removeLast() }
      _ = try engine.putResourcePolicy(arn, String(decoding: text, as: UTF8.self), at: now)
    }
  }

  package func greet(_ accessKeyID: String) throws(WireFault) {
    guard accessKeyID != StackGate.root, stack.principal(named: accessKeyID) == nil else { return }
    if mode == .enforce { throw .unrecognizedClient }
    tell("nobody is called `\(accessKeyID)`: its requests would be refused")
  }

  package func admit(
    _ access: TableCall, by accessKeyID: String, to engine: Engine
  ) throws(WireFault) {
    guard accessKeyID != StackGate.root, let principal = stack.principal(named: accessKeyID)
    else { return }
    let judge = GateJudge(
      stack: stack, principal: principal, engine: engine, context: context,
      policy: { self.resourcePolicy($0, in: engine) })
    for question in judge.questions(of: access) {
      let decision = judge.decide(question)
      guard decision.verdict == .allowed else {
        let message = DenialWording.message(
          of: decision, question, by: principal, in: engine, judge)
        if mode == .enforce { throw .accessDenied(message) }
        tell("would be denied: \(message)")
        continue
      }
      note(UsedGrant(action: question.action, resource: question.resource), of: principal.name)
    }
  }

  /// Once each: a loop of a client is no news.
  private func tell(_ text: String) {
    let isNews = diary.withLock { $0.told.insert(text).inserted }
    if isNews { log(text) }
  }

  private func note(_ use: UsedGrant, of principal: String) {
    diary.withLock { _ = $0.used[principal, default: []].insert(use) }
  }

  /// What permissions nobody used, a line for each statement, in the order of the template.
  package var unusedGrants: [String] {
    let used = diary.withLock { $0.used }
    return stack.principals.filter { !$0.functions.isEmpty }.flatMap {
      UsedGrant.unused($0, used[$0.name] ?? [])
    }
  }
}

// MARK: - Policies that clients put

extension StackGate {
  /// The policy that the table or stream has now; read once for each text.
  private func resourcePolicy(_ arn: String, in engine: Engine) -> AttachedPolicy? {
    guard let text = engine.resourcePolicy(at: arn) else { return nil }
    if let known = diary.withLock({ $0.policies[text] }) { return known }
    var tree = Tree()
    var sink = Sink()
    do throws(Reported) {
      let root = try parseJSON(
        SourceFile(name: arn, bytes: Array(text.utf8)), into: &tree, sink: &sink)
      let document = try PolicyReader.read(root, as: .resource, in: tree, sink: &sink)
      let policy = AttachedPolicy(document, named: arn)
      diary.withLock { $0.policies[text] = policy }
      return policy
    } catch {
      tell("the policy of `\(arn)` cannot be read, and counts for nothing")
      return nil
    }
  }
}
