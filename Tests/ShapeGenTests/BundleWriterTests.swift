// What one keyword of a property list becomes in the bundle for editors.

import ShapeGen
import Testing

/// A service whose only component type is `box`, with the given keys.
private func boxes(_ properties: String, more: String = "") throws -> ShapeLibrary {
  try PropertyLists.library([
    (
      "service",
      #"""
      {"type":"object","properties":{
        "components":{"type":"array","items":{"type":"object","properties":{
          "type":{"type":"string","enum":["box"]},"config":{"type":"object","x-open":true}},
          "additionalProperties":false}},
        "defaults":{"type":"object","properties":{
          "box":{"description":"For all.","type":"object","x-open":true}},
          "additionalProperties":false}},
        "additionalProperties":false}
      """#
    ),
    (
      "box",
      #"{"title":"Box","type":"object","properties":{\#(properties)},"additionalProperties":false"#
        + more + "}"
    ),
  ])
}

/// What stands at a pointer of the bundle, in one line without spaces outside of words.
private func written(_ library: ShapeLibrary, at pointer: String) throws -> String {
  let bundle = try ParsedJSON(try BundleWriter.write(of: library))
  let node = bundle.target(of: pointer)
  return compact(try #require(node, "nothing at \(pointer)"), of: bundle)
}

private let properties = "#/$defs/box/properties"

@Suite struct BundleScalars {
  @Test(arguments: [
    (#"{"type":"boolean"}"#, ##"{"$ref":"#/$defs/boolean"}"##),
    (
      #"{"description":"How many.","type":"integer","minimum":1,"examples":[5]}"#,
      ##"{"description":"How many.","anyOf":[{"type":"integer","minimum":1},"##
        + ##"{"$ref":"#/$defs/environmentValue"}],"examples":[5]}"##
    ),
    (#"{"type":"string"}"#, #"{"type":"string"}"#),
    (#"{"type":"string","format":"arn"}"#, #"{"type":"string"}"#),
    (
      #"{"type":"string","format":"arn","maxLength":9}"#,
      ##"{"anyOf":[{"type":"string","maxLength":9},{"$ref":"#/$defs/reference"}]}"##
    ),
    (#"{"type":"string","x-literal":true}"#, #"{"type":"string"}"#),
    (
      #"{"type":"string","x-literal":true,"format":"date"}"#,
      ##"{"anyOf":[{"type":"string","format":"date"},{"$ref":"#/$defs/environmentText"}]}"##
    ),
    (
      #"{"type":"string","enum":["A","B"],"x-enum-alias":{"a":"A"},"x-swift":"Letter"}"#,
      ##"{"anyOf":[{"type":"string","enum":["A","B","a"]},{"$ref":"#/$defs/environmentText"}]}"##
    ),
    (
      #"{"type":"string","x-coerce":"string"}"#,
      #"{"type":["string","boolean","number"]}"#
    ),
    (#"{"type":"object","x-open":true}"#, #"{"type":"object"}"#),
    (
      #"{"description":"Nothing.","x-ineffective":"do else"}"#,
      #"{"description":"Nothing.","deprecated":true}"#
    ),
    (
      #"{"x-swift":"U","anyOf":[{"title":"on","type":"boolean"},{"type":"object","x-open":true}]}"#,
      ##"{"anyOf":[{"title":"on","$ref":"#/$defs/boolean"},{"type":"object"}]}"##
    ),
  ])
  func becomes(list: String, bundle: String) throws {
    #expect(try written(boxes(#""a":\#(list)"#), at: properties + "/a") == bundle)
  }

  /// The spec's own keys are read before any environment is known.
  @Test func ownKeysOfTheServiceTakeNoEnvironmentValue() throws {
    let type = "#/properties/components/items/properties/type"
    #expect(try written(boxes(""), at: type) == #"{"type":"string","enum":["box"]}"#)
  }
}

@Suite struct BundleCollections {
  @Test func oneMayStandForMany() throws {
    let list = #""a":{"type":"array","items":{"type":"string"},"minItems":1,"x-one-or-many":true}"#
    #expect(
      try written(boxes(list), at: properties + "/a")
        == ##"{"anyOf":[{"type":"string"},{"type":"array","##
        + ##""items":{"$ref":"#/$defs/box/properties/a/anyOf/0"},"minItems":1}]}"##)
  }

  @Test func keysKeepTheirLimits() throws {
    let list =
      #""a":{"type":"object","propertyNames":{"maxLength":3,"pattern":"^a"},"maxProperties":2,"#
      + #""additionalProperties":{"type":"string"}}"#
    #expect(
      try written(boxes(list), at: properties + "/a")
        == #"{"type":"object","maxProperties":2,"propertyNames":{"maxLength":3,"pattern":"^a"},"#
        + #""additionalProperties":{"type":"string"}}"#)
  }

  @Test func definitionsBearTheNameOfTheirList() throws {
    let library = try boxes(
      ##""a":{"$ref":"#/$defs/Lid"}"##,
      more: #","$defs":{"Lid":{"type":"object","x-swift":"Lid","additionalProperties":false}}"#)
    #expect(try written(library, at: properties + "/a") == ##"{"$ref":"#/$defs/box.Lid"}"##)
    #expect(
      try written(library, at: "#/$defs/box.Lid")
        == #"{"type":"object","additionalProperties":false}"#)
  }
}

@Suite struct BundleKeys {
  @Test func otherNamesAreDeprecatedAndExcludeEachOther() throws {
    let library = try boxes(#""a":{"type":"string","x-alias":["b","c"]}"#)
    #expect(
      try written(library, at: properties + "/c")
        == ##"{"description":"Same as `a`.","deprecated":true,"$ref":"#/$defs/box/properties/a"}"##)
    #expect(
      try written(library, at: "#/$defs/box/allOf")
        == #"[{"if":{"required":["b"]},"then":{"properties":{"a":false}}},"#
        + #"{"if":{"required":["c"]},"then":{"properties":{"a":false,"b":false}}}]"#)
  }

  @Test func anotherNameSatisfiesARequirement() throws {
    let library = try boxes(
      #""a":{"type":"string","x-alias":["b"]},"z":{"type":"string"}"#,
      more: #","required":["a","z"]"#)
    #expect(try written(library, at: "#/$defs/box/required") == #"["z"]"#)
    #expect(
      try written(library, at: "#/$defs/box/allOf/0")
        == #"{"anyOf":[{"required":["a"]},{"required":["b"]}]}"#)
  }

  @Test func includedKeysComeFirst() throws {
    let library = try PropertyLists.library([
      ("service", #"{"type":"object","additionalProperties":false}"#),
      (
        "lid",
        #"{"type":"object","properties":{"a":{"type":"string","x-alias":["b"]}},"required":["a"]}"#
      ),
      (
        "box",
        #"{"allOf":[{"$ref":"../lid/schema.json"}],"type":"object","#
          + #""properties":{"z":{"type":"string"}},"additionalProperties":false}"#
      ),
    ])
    #expect(
      try written(library, at: "#/$defs/box")
        == ##"{"type":"object","properties":{"a":{"$ref":"#/$defs/lid/properties/a"},"##
        + ##""b":{"description":"Same as `a`.","deprecated":true,"##
        + ##""$ref":"#/$defs/box/properties/a"},"z":{"type":"string"}},"##
        + ##""additionalProperties":false,"allOf":[{"anyOf":[{"required":["a"]},"##
        + ##"{"required":["b"]}]},{"if":{"required":["b"]},"then":{"properties":{"a":false}}}]}"##)
  }

  @Test func typeChoosesTheConfig() throws {
    #expect(
      try written(boxes(""), at: "#/properties/components/items/allOf")
        == ##"[{"if":{"properties":{"type":{"const":"box"}},"required":["type"]},"##
        + ##""then":{"properties":{"config":{"$ref":"#/$defs/box"}}}}]"##)
  }
}

@Suite struct BundleFragments {
  private let layer = "#/properties/defaults/properties/box"

  @Test func aListThatRequiresNothingIsItsOwnFragment() throws {
    #expect(
      try written(boxes(#""a":{"type":"string"}"#), at: layer)
        == ##"{"description":"For all.","$ref":"#/$defs/box"}"##)
  }

  @Test func mappingsLoseWhatTheyRequireAndListsKeepIt() throws {
    let part = ##"{"$ref":"#/$defs/Part"}"##
    let library = try boxes(
      #""free":{"type":"string"},"part":\#(part),"parts":{"type":"array","items":\#(part)}"#,
      more: #","$defs":{"Part":{"type":"object","properties":{"a":{"type":"string"}},"#
        + #""required":["a"],"additionalProperties":false}}"#)
    #expect(
      try written(library, at: layer)
        == ##"{"description":"For all.","$ref":"#/$defs/box.fragment"}"##)
    #expect(
      try written(library, at: "#/$defs/box.fragment")
        == ##"{"title":"Box","type":"object","##
        + ##""properties":{"free":{"$ref":"#/$defs/box/properties/free"},"##
        + ##""part":{"$ref":"#/$defs/box.Part.fragment"},"##
        + ##""parts":{"$ref":"#/$defs/box/properties/parts"}},"additionalProperties":false}"##)
    #expect(
      try written(library, at: "#/$defs/box.Part.fragment")
        == ##"{"type":"object","properties":{"a":{"$ref":"#/$defs/box.Part/properties/a"}},"##
        + ##""additionalProperties":false}"##)
  }
}

@Suite struct BundleFaults {
  @Test(arguments: [
    (##""a":{"$ref":"#/$defs/Nowhere"}"##, "leads nowhere"),
    (#""a":{"type":"array","x-one-or-many":true}"#, "needs `items`"),
    (#""a":true"#, "a schema is an object"),
    (#""a":{"type":"object","if":{"required":["b"]}}"#, "does not know"),
    (##""a":{"type":"object","allOf":[{"$ref":"#/$defs/B"}]}"##, "does not know"),
  ])
  func stopTheWriting(list: String, complaint: String) throws {
    let library = try boxes(list)
    let fault = #expect(throws: GenerationFault.self) { try BundleWriter.write(of: library) }
    #expect(fault?.description.contains(complaint) == true)
  }
}
