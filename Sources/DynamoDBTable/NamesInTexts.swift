// AWS names read from configured texts.

package import AWSNames
package import Shapes

extension Text {
  /// Nil when only the deployment knows it, or when its shape was reported.
  package var keyName: KMSKeyName? {
    guard let literal else { return nil }
    do throws(FormatFault) { return try KMSKeyName(parsing: literal) } catch { return nil }
  }

  /// Nil when only the deployment knows it, or when its shape was reported.
  package var resourceName: ARN? {
    guard let literal else { return nil }
    do throws(FormatFault) { return try ARN(parsing: literal) } catch { return nil }
  }
}
