// Where the stacks of a run go, each as soon as it is made: a folder, a comparison, a stream.

/// Nothing is held that need not be: what is to be written stands beside its target, under a hidden
/// name, until every spec was found good.
struct StackDelivery {
  enum Destination {
    case folder, comparison, stream
  }

  enum Fault {
    case unreadable(ReadFault)
    case unwritten(WriteFault)
  }

  private let destination: Destination
  private let listed: ([UInt8]) -> [String]
  private(set) var folder: OutputFolder
  private var names: Set<String> = []
  /// What stops a run though every spec is good.
  private(set) var repeatedName: String?
  private(set) var fault: Fault?
  /// Of a comparison, and of a folder only how many.
  private(set) var changes: [OutputFolder.Change] = []
  private(set) var changeCount = 0
  private(set) var templates: [[UInt8]] = []

  /// `listed` reads a manifest.
  init(
    _ destination: Destination, in folder: OutputFolder,
    listedBy listed: @escaping ([UInt8]) -> [String]
  ) {
    self.destination = destination
    self.folder = folder
    self.listed = listed
  }

  mutating func take(_ stack: SynthesizedStack) {
    guard repeatedName == nil, fault == nil else { return }
    // The signal ends the process when it is let through, after everything is as it was.
    if folder.isStopped { return abandon() }
    // One folder holds one stack: the second would overwrite the first.
    guard names.insert(stack.name).inserted else { return repeatedName = stack.name }
    if destination == .stream {
      templates += stack.files.filter(\.isTemplate).map(\.bytes)
      return
    }
    if destination == .folder {
      do throws(WriteFault) { try folder.prepare(for: stack) } catch {
        return fault = .unwritten(error)
      }
    }
    let found: [OutputFolder.Change]
    do throws(ReadFault) {
      found = try folder.changes(for: stack, listedBy: listed)
    } catch { return fault = .unreadable(error) }
    changeCount += found.count
    if destination == .comparison { return changes += found }
    do throws(WriteFault) { try folder.stage(found) } catch { fault = .unwritten(error) }
  }

  /// Puts in place what was staged.
  mutating func finish() {
    if folder.isStopped { return abandon() }
    do throws(WriteFault) { try folder.commit() } catch { fault = .unwritten(error) }
  }

  /// Leaves everything as it was.
  mutating func abandon() { folder.rollBack() }
}
