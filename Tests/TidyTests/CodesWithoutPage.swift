// Codes whose pages are still to be written; the list may only shrink.

enum CodesWithoutPage {
  static let ids: Set<String> = [
    "API001", "BIND001", "FUNC001", "MAP001", "REF001", "REF002", "REF003", "REF004", "REF005",
    "REF006", "REF007", "REF008", "REF009", "REF010", "SPEC001", "SPEC002", "SPEC003",
    "SPEC004", "SPEC005", "SPEC006", "SPEC007", "SPEC009",
  ]
}
