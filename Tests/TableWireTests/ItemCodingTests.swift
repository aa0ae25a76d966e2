// Items through the wire and back: what was put is what is got, in canonical form.

import Testing

@Suite struct ItemCodingTests {
  /// The value as it is written, and as it comes back where that differs.
  @Test(arguments: [
    (#"{"S":""}"#, nil),
    (#"{"S":"a\"\\/\b\f\n\r\té€😀\u0001"}"#, #"{"S":"a\"\\/\b\f\n\r\té€😀\u0001"}"#),
    (#"{"S":"\u00e9\ud83d\ude00\ud800"}"#, #"{"S":"é😀�"}"#),
    (#"{"N":"0"}"#, nil), (#"{"N":"-0.0"}"#, #"{"N":"0"}"#), (#"{"N":"1.5"}"#, nil),
    (#"{"N":"1.50E+3"}"#, #"{"N":"1500"}"#),
    (#"{"N":"12345678901234567890123456789012345678"}"#, nil),
    (#"{"B":""}"#, nil), (#"{"B":"AAEC"}"#, nil), (#"{"B":"/+8="}"#, nil),
    (#"{"BOOL":true}"#, nil), (#"{"BOOL":false}"#, nil), (#"{"NULL":true}"#, nil),
    (#"{"L":[]}"#, nil), (#"{"L":[{"S":"a"},{"L":[{"N":"1"}]}]}"#, nil),
    (#"{"M":{}}"#, nil),
    (
      #"{"M":{"b":{"N":"1"},"a":{"M":{"c":{"NULL":true}}}}}"#,
      #"{"M":{"a":{"M":{"c":{"NULL":true}}},"b":{"N":"1"}}}"#
    ),
    (#"{"SS":["b","a"]}"#, #"{"SS":["a","b"]}"#), (#"{"NS":["10","9"]}"#, #"{"NS":["9","10"]}"#),
    (#"{"BS":["Ag==","AQ=="]}"#, #"{"BS":["AQ==","Ag=="]}"#),
    (#"{"S":"a","N":null}"#, #"{"S":"a"}"#),
  ])
  func comesBack(_ written: String, _ read: String?) {
    let client = WireClient()
    client.makeTable()
    let put = client.ask(
      "PutItem", #"{"TableName":"tab","Item":{"id":{"S":"1"},"v":\#(written)}}"#)
    #expect(put == "{}")
    let got = client.ask("GetItem", #"{"TableName":"tab","Key":{"id":{"S":"1"}}}"#)
    #expect(got == #"{"Item":{"id":{"S":"1"},"v":\#(read ?? written)}}"#)
  }
}
