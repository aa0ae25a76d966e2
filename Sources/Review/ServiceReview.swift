// What there is to know of a compiled service before somebody signs for it.

package import AWSNames
package import Compliance

/// One stack, as reviewers and auditors see it: a plain value without I/O, the same for the same
/// spec, options and day. Every format is written from it, and none may add to it.
///
/// - `rows` are what the tier asks, a row of its table each, in the order of their names. A row has
///   a status and its findings; a finding has the evidence: template file, JSON pointer, the value
///   that stands there, and the lines of the spec or of a layer that caused it.
/// - `controls` turns that around: each control that the tier's baseline holds, with its rows.
/// - `waivers` are all that are written, needed or not, expired or not.
/// - `components`, `bindings`, `regions`, `keys`, `tables`, `alarms`, `retentions` and `resources`
///   say what is there.
///
/// Texts come from the spec unescaped. Values are JSON on one line, as they stand in the template,
/// intrinsics and all.
package struct ServiceReview: Sendable, Equatable {
  /// `shop-prod`: the service and its environment.
  package let stack: String
  package let service: String
  package let environment: String?
  package let tier: Tier
  /// Nil when the template fits any region.
  package let region: String?
  package let owner: String?
  /// The spec's file name, without its folder.
  package let spec: String
  /// The day that waivers were judged by.
  package let today: CalendarDate?
  package let files: [ReviewedFile]
  package let components: [ReviewedComponent]
  package let bindings: [ReviewedBinding]
  package let regions: [ReviewedRegion]
  package let rows: [ReviewedRow]
  package let waivers: [ReviewedWaiver]
  package let keys: [ReviewedKey]
  package let tables: [ReviewedTable]
  package let alarms: [ReviewedAlarm]
  package let retentions: [ReviewedRetention]
  package let parameters: [ReviewedParameter]
  package let resources: [ReviewedResource]
}

/// A template of the stack.
package struct ReviewedFile: Sendable, Equatable {
  package let path: String
  package let region: String?
}

package struct ReviewedComponent: Sendable, Equatable {
  package let name: String
  /// `dynamodb-table`
  package let type: String
  package let place: SourcePlace
}

/// A bind as the spec states it.
package struct ReviewedBinding: Sendable, Equatable {
  package let component: String
  package let target: String
  /// `database:dynamodb`
  package let capability: String
  /// `read-write`, or several levels.
  package let access: [String]
  /// What its options add or restrict, in words: `scan`, `indexes UserIdIndex`.
  package let options: [String]
  package let place: SourcePlace
}

package struct ReviewedRegion: Sendable, Equatable {
  /// Nil for the region that the stack is deployed to, when nobody has chosen it.
  package let name: String?
  /// The stack itself is here.
  package let isHome: Bool
  /// Components with data here.
  package let tables: [String]
}

/// What the deployment must say.
package struct ReviewedParameter: Sendable, Equatable {
  package let name: String
  package let description: String
  package let defaultValue: String?
}

/// Enough of a resource to say what changed of it.
package struct ReviewedResource: Sendable, Equatable {
  package let file: String
  package let logicalID: String
  package let type: String
  /// Nil for what the service shares.
  package let component: String?
  /// Its attributes and properties, down to what says one thing.
  package let members: [ReviewedMember]
}

package struct ReviewedMember: Sendable, Equatable {
  /// From the resource: `/Properties/SSESpecification/SSEType`.
  package let pointer: String
  /// As JSON on one line.
  package let value: String
}
