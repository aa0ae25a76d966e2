// What a policy that nobody promised anything for states itself: each action that it names in full,
// on each resource of the stack that it names in full.

import IAMPolicy

enum StatedPromises {
  static func all(of principal: StackPrincipal, in stack: StackAccess) -> [AccessPromise] {
    var promises: [AccessPromise] = []
    for policy in principal.policies {
      for statement in policy.narrow.document.statements
      where statement.effect == .allow && !statement.actions.isInverted
        && !statement.resources.isInverted
      {
        for position in stack.positions(named: statement.resources.members.map(\.text)) {
          let resource = stack.resources[position]
          for action in resource.actions
          where statement.actions.members.contains(where: { names($0.text, action) }) {
            promises.append(
              AccessPromise(
                action: action.fullName, resource: resource,
                source: "statement \(statement.name) of \(policy.name)"))
          }
        }
      }
    }
    return promises
  }

  /// Letters count in either case; a pattern names nothing.
  private static func names(_ written: String, _ action: ServiceAction) -> Bool {
    written.lowercased() == action.fullName.lowercased()
  }
}
