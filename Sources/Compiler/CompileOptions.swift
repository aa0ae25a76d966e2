// What a compilation is told besides the spec.

package import AWSNames
package import Compliance

package struct CompileOptions: Sendable {
  /// Nil: the spec by itself, and each environment it declares.
  package var environment: String?
  package var region: String?
  /// A bar no lower than this; a spec's own can only be raised.
  package var tier: Tier?
  /// Waivers that ended before this day are said to have expired; nil judges none.
  package var today: CalendarDate?

  package init(
    environment: String? = nil, region: String? = nil, tier: Tier? = nil,
    today: CalendarDate? = nil
  ) {
    self.environment = environment
    self.region = region
    self.tier = tier
    self.today = today
  }
}
