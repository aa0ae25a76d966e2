// `make generate`: writes every generated file that differs; `--check` only says which are stale.

import ShapeGen

#if canImport(Glibc)
  import Glibc
#endif

struct Checkout: RepositoryFiles {
  func contents(of path: String) throws -> [UInt8] {
    guard let file = unsafe fopen(path, "r") else { throw GenerationFault("cannot read \(path)") }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  func names(in folder: String) throws -> [String] {
    guard let directory = unsafe opendir(folder) else {
      throw GenerationFault("cannot list \(folder)")
    }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while true {
      guard let entry = unsafe readdir(directory) else { break }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// A file that is not there is as stale as one that differs.
  func isStale(_ file: GeneratedFile) -> Bool {
    do { return try contents(of: file.path) != file.bytes } catch { return true }
  }

  func write(_ file: GeneratedFile) throws {
    var folder = ""
    for part in file.path.split(separator: "/").dropLast() {
      folder += (folder.isEmpty ? "" : "/") + part
      _ = unsafe mkdir(folder, 0o755)
    }
    guard let handle = unsafe fopen(file.path, "w") else {
      throw GenerationFault("cannot write \(file.path)")
    }
    let written = unsafe fwrite(file.bytes, 1, file.bytes.count, handle)
    guard unsafe fclose(handle) == 0, written == file.bytes.count else {
      throw GenerationFault("cannot write \(file.path)")
    }
  }
}

@main
struct Regeneration {
  static func main() {
    let isCheck = CommandLine.arguments.contains("--check")
    let checkout = Checkout()
    do {
      var staleCount = 0
      for file in try Generation.run(on: checkout) {
        guard checkout.isStale(file) else { continue }
        staleCount += 1
        print(isCheck ? "stale: \(file.path)" : "wrote \(file.path)")
        if !isCheck { try checkout.write(file) }
      }
      if staleCount == 0 { print("every generated file is fresh") }
      exit(isCheck && staleCount > 0 ? 1 : 0)
    } catch {
      print("regen: \(error)")
      exit(1)
    }
  }
}
