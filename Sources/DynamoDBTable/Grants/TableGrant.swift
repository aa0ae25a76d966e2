// What a bind to a table grants: the list of its parts.

import CloudFormation
package import ComponentKit
import ServiceSpec

extension Table {
  package func grant(_ request: GrantRequest, in context: SynthesisContext) -> Grant {
    let terms = GrantTerms(request, self, in: context)
    let reads = request.levels.contains(.read)
    let writes = request.levels.contains(.write)
    var grant = Grant()
    if reads && writes && terms.attributes == nil {
      grant.statements += ReadWriteGrant.statements(terms)
    } else {
      // What a request may name is tested in another way when it reads than when it writes.
      if reads { grant.statements += ReadGrant.statements(terms) }
      if writes { grant.statements += WriteGrant.statements(terms) }
    }
    if request.levels.contains(.streamRead) {
      grant.statements += StreamReadGrant.statements(terms)
      grant.wideStatements += StreamReadGrant.wideStatements(terms)
    }
    if request.levels.contains(.admin) { grant.statements += AdminGrant.statements(terms) }
    if terms.describes { grant.statements.append(terms.description) }
    // Who changes the table itself touches nothing that is encrypted.
    if request.levels != [.admin], let key = KeyGrant.statement(terms) {
      grant.statements.append(key)
    }
    grant.parameters = terms.parameters
    grant.variables = variables(terms)
    return grant
  }

  private func variables(_ terms: GrantTerms) -> [(attribute: String, value: Expression)] {
    let names = terms.settings.names
    var variables: [(attribute: String, value: Expression)] = [
      ("tableName", names.tableReference), ("tableArn", names.tableAttribute(.arn)),
    ]
    if hasStream == true { variables.append(("streamArn", names.tableAttribute(.streamArn))) }
    return variables
  }
}
