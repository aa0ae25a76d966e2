// What a data folder began with: everything that the first tables were made of.

package import VirtualTime

/// A file as it was read.
package struct KeptFile: Sendable, Equatable {
  package let name: String
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// Tables that a server is to have.
package struct KeptTables: Sendable, Equatable {
  package var templates: [KeptFile]
  package var parameters: [KeptFile]
  package var seed: [KeptFile]

  package init(templates: [KeptFile], parameters: [KeptFile], seed: [KeptFile]) {
    self.templates = templates
    self.parameters = parameters
    self.seed = seed
  }

  func write(to writer: inout FieldWriter) {
    for files in [templates, parameters, seed] {
      writer.number(Int64(files.count))
      for file in files {
        writer.text(file.name)
        writer.field(file.bytes)
      }
    }
  }

  init?(_ reader: inout FieldReader) {
    var lists: [[KeptFile]] = []
    for _ in 0..<3 {
      guard let count = reader.number() else { return nil }
      var files: [KeptFile] = []
      while files.count < count {
        guard let name = reader.text(), let bytes = reader.field() else { return nil }
        files.append(KeptFile(name: name, bytes: Array(bytes)))
      }
      lists.append(files)
    }
    self.init(templates: lists[0], parameters: lists[1], seed: lists[2])
  }
}

package struct Beginning: Sendable, Equatable {
  /// What the command line said, by flag: a server with other settings would be another service.
  package var settings: [KeptFile]
  package var randomSeed: UInt64
  package var moment: Instant
  package var tables: KeptTables

  package init(
    settings: [KeptFile], randomSeed: UInt64, moment: Instant, tables: KeptTables
  ) {
    self.settings = settings
    self.randomSeed = randomSeed
    self.moment = moment
    self.tables = tables
  }

  /// Once tables are made, the items of a seed are theirs.
  var withoutSeed: Beginning {
    var beginning = self
    beginning.tables.seed = []
    return beginning
  }

  func write(to writer: inout FieldWriter) {
    writer.number(Int64(bitPattern: randomSeed))
    writer.number(Int64(settings.count))
    for setting in settings {
      writer.text(setting.name)
      writer.field(setting.bytes)
    }
    tables.write(to: &writer)
  }

  init?(_ reader: inout FieldReader, at moment: Instant) {
    guard let seed = reader.number(), let count = reader.number() else { return nil }
    var settings: [KeptFile] = []
    while settings.count < count {
      guard let name = reader.text(), let value = reader.field() else { return nil }
      settings.append(KeptFile(name: name, bytes: Array(value)))
    }
    guard let tables = KeptTables(&reader) else { return nil }
    self.init(
      settings: settings, randomSeed: UInt64(bitPattern: seed), moment: moment, tables: tables)
  }
}
