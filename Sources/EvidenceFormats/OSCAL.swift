// What all OSCAL documents of ours begin with, and the names that OSCAL writes otherwise.

import Compliance
import JSONText
import Review

enum OSCAL {
  static let version = "1.2.1"
  /// The namespace of our own properties.
  static let namespace = "https://ashlar.invalid/ns/oscal"
  /// Documents say when they changed. Ours change with the service alone, and bytes know no clock.
  static let lastModified = "2026-01-01T00:00:00+00:00"

  /// `SC-28(1)` is `sc-28.1`.
  static func token(_ control: String) -> String {
    control.lowercased().filter { $0 != ")" }.map { $0 == "(" ? "." : String($0) }.joined()
  }

  /// The baseline of the tier; Commercial has none.
  static func profile(of tier: Tier) -> String? {
    let folder =
      "https://raw.githubusercontent.com/GSA/fedramp-automation/master/dist/content/rev5/baselines/json/"
    switch tier {
    case .commercial: return nil
    case .fedrampModerate: return folder + "FedRAMP_rev5_MODERATE-baseline_profile.json"
    case .fedrampHigh: return folder + "FedRAMP_rev5_HIGH-baseline_profile.json"
    }
  }

  static func writeMetadata(
    _ title: String, of reviews: [ServiceReview], _ id: StableID, to writer: inout JSONWriter
  ) {
    writer.key("metadata")
    writer.object { writer in
      writer.member("title", title)
      writer.member("last-modified", lastModified)
      writer.member("version", "1")
      writer.member("oscal-version", version)
      var owners: [String] = []
      for owner in reviews.compactMap(\.owner) where !owners.contains(owner) {
        owners.append(owner)
      }
      guard !owners.isEmpty else { return }
      writer.key("roles")
      writer.array { writer in
        writer.object { writer in
          writer.member("id", "owner")
          writer.member("title", "Owner of the service")
        }
      }
      writer.key("parties")
      writer.array { writer in
        for owner in owners {
          writer.object { writer in
            writer.member("uuid", id("party", owner))
            writer.member("type", "organization")
            writer.member("name", owner)
          }
        }
      }
      writer.key("responsible-parties")
      writer.array { writer in
        writer.object { writer in
          writer.member("role-id", "owner")
          writer.member("party-uuids", owners.map { id("party", $0) })
        }
      }
    }
  }

  static func writeProperty(
    _ name: String, _ value: String, class kind: String? = nil, remarks: String? = nil,
    to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("name", name)
      writer.member("ns", namespace)
      writer.member("value", value)
      if let kind { writer.member("class", kind) }
      if let remarks, !remarks.isEmpty { writer.member("remarks", remarks) }
    }
  }
}

extension Evidence {
  /// `shop.template.json#/Resources/…`: a place that is there.
  var place: String { "\(file)#\(pointer)" }

  /// Where it stands and what stands there, for people.
  var sentence: String {
    if let value { return "\(place) is \(value)" }
    if let missing { return "\(place) has no \(missing)" }
    return place
  }
}
