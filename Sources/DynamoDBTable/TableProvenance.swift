// Who said a setting, and where the table goes: what rules need to tell a wish from a default.

import AWSNames
import ComponentKit
import Diagnostics
import Provenance
import Shapes

extension Field {
  /// A person gave it. A tier's layer fills gaps, so that what it adds contradicts nobody.
  func isWritten(in tree: Tree) -> Bool {
    node.map(tree.isWritten) ?? false
  }
}

extension Field where Value == Bool {
  /// Switched off in every environment. `enabled: ${envIs:prod}` is off elsewhere on purpose, and
  /// what stands beside it waits for the environment that switches it on.
  func isOffForGood(in tree: Tree) -> Bool {
    guard case .given(false, let node) = self else { return false }
    return !tree.isComputed(node)
  }
}

/// The region of the stack, as a rule compares with it and points at it.
struct HomeRegion {
  let region: Region
  /// Where somebody said so in the spec; none when an option of the command did.
  let related: [Related]

  /// Nil when the template is to fit any region, or when the region given is none.
  init?(_ placement: Placement, _ tree: Tree) {
    guard let given = placement.region else { return nil }
    do throws(FormatFault) { region = try Region(parsing: given.value) } catch { return nil }
    related =
      tree.kind(of: tree.content(of: given.node)) == .string
      ? [Related(.node(given.node), "the stack goes to `\(given.value)`")] : []
  }
}
