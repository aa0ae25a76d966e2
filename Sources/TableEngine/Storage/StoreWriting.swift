// How the ordered store changes: entries put in, nodes split, entries taken out, nodes joined.

import TableItems

extension OrderedStore {
  /// Puts a value under a key, in the place of the one that is there.
  mutating func put(_ key: [UInt8], _ value: [UInt8]) {
    put(key, StoreValue(value), at: spot(of: key))
  }

  /// The same, where the place of the key was found before; a spot that is no longer good is found
  /// again.
  mutating func put(_ key: [UInt8], _ value: StoreValue, at known: Spot) {
    let spot = known.changes == changes ? known : spot(of: key)
    changes += 1
    let prefix = OrderedStore.prefix(of: key)
    var node = Int(spot.position.node)
    var slot = spot.position.slot
    if spot.isThere {
      if replaceInPlace(node, slot, value) { return }
      remove(slot, of: node)
    } else {
      count += 1
    }
    let keyBytes = key.count - 8 > StoreNode.keyRestMax ? 4 : key.count - 8
    let valueBytes = value.count > StoreNode.valueMax ? 4 : value.count
    if !nodes[node].fits(keyBytes + valueBytes), nodes[node].garbage > 0 { compact(node) }
    if !nodes[node].fits(keyBytes + valueBytes) {
      node = splitLeaf(node, for: key, prefix, slot: &slot)
    }
    reserve(keyBytes + valueBytes, in: node)
    let offset = nodes[node].heap.count
    let keyLength = appendKeyRest(key, to: node)
    let valueLength: UInt16
    if value.count > StoreNode.valueMax {
      nodes[node].appendBlobNumber(store(value.bytes))
      valueLength = StoreSlot.bigValue
    } else {
      value.append(to: &nodes[node].heap)
      valueLength = UInt16(truncatingIfNeeded: value.count)
    }
    nodes[node].slots.insert(
      StoreSlot(prefix: prefix, offset: offset, keyLength: keyLength, valueLength: valueLength),
      at: slot)
    takeHint(of: slot, in: node)
  }

  /// Takes a key out; says whether it was there.
  @discardableResult
  mutating func remove(_ key: [UInt8]) -> Bool {
    guard let place = find(key) else { return false }
    changes += 1
    let node = Int(place.node)
    remove(place.slot, of: node)
    count -= 1
    if nodes[node].slots.isEmpty || nodes[node].usedBytes < StoreNode.bytesMin {
      shrink(along: path(to: key))
    }
    return true
  }

  private mutating func appendKeyRest(_ key: [UInt8], to node: Int) -> UInt16 {
    let length = key.count - 8
    guard length > StoreNode.keyRestMax else {
      nodes[node].heap.append(copying: key.span.extracting(droppingFirst: 8))
      return UInt16(truncatingIfNeeded: length)
    }
    nodes[node].appendBlobNumber(store(Array(key[8...])))
    return StoreSlot.bigKey
  }

  private mutating func store(_ blob: [UInt8]) -> Int {
    if let free = freeBlobs.popLast() {
      blobs[free] = blob
      return free
    }
    blobs.append(blob)
    return blobs.count - 1
  }

  private mutating func release(blob number: Int) {
    blobs[number] = []
    freeBlobs.append(number)
  }

  /// Takes a slot out of a leaf, with its blobs.
  private mutating func remove(_ slot: Int, of node: Int) {
    releaseBlobs(of: slot, in: node)
    nodes[node].removeSlot(at: slot)
  }

  private mutating func releaseBlobs(of slot: Int, in node: Int) {
    let entry = nodes[node].slots[slot]
    let offset = Int(entry.offset)
    if entry.keyLength == StoreSlot.bigKey {
      release(blob: nodes[node].blobNumber(at: offset))
    }
    if nodes[node].isLeaf, entry.valueLength == StoreSlot.bigValue {
      release(blob: nodes[node].blobNumber(at: offset + entry.keyBytes))
    }
  }

  /// Writes a value over the old one, if it takes no more bytes than that.
  private mutating func replaceInPlace(_ node: Int, _ slot: Int, _ value: StoreValue) -> Bool {
    let entry = nodes[node].slots[slot]
    let start = Int(entry.offset) + entry.keyBytes
    if entry.valueLength == StoreSlot.bigValue {
      guard value.count > StoreNode.valueMax else { return false }
      blobs[nodes[node].blobNumber(at: start)] = value.bytes
      return true
    }
    guard value.count <= Int(entry.valueLength) else { return false }
    value.write(at: start, in: &nodes[node].heap)
    nodes[node].garbage += Int(entry.valueLength) - value.count
    nodes[node].slots[slot].valueLength = UInt16(truncatingIfNeeded: value.count)
    return true
  }

  private mutating func newNode(_ node: StoreNode) -> Int {
    if let free = freeNodes.popLast() {
      nodes[Int(free)] = node
      return Int(free)
    }
    nodes.append(node)
    return nodes.count - 1
  }
}

// MARK: - Splitting

extension OrderedStore {
  struct PathStep {
    let node: Int
    /// Which child the key lies in; -1 is the first.
    var slot: Int
  }

  /// The inner nodes from the root to the leaf of a key, and the leaf.
  private func path(to key: [UInt8]) -> [PathStep] {
    let prefix = OrderedStore.prefix(of: key)
    var path: [PathStep] = []
    var node = Int(root)
    while !nodes[node].isLeaf {
      let (child, slot) = child(for: key, prefix, in: node)
      path.append(PathStep(node: node, slot: slot))
      node = Int(child)
    }
    path.append(PathStep(node: node, slot: 0))
    return path
  }

  /// Splits a full leaf; gives the half that `key` belongs in, and its place there.
  private mutating func splitLeaf(
    _ node: Int, for key: [UInt8], _ prefix: UInt64, slot: inout Int
  ) -> Int {
    let path = path(to: key)
    let total = nodes[node].slots.count
    // Keys that arrive in order would leave every node half empty.
    let cut = slot == total ? total : slot == 0 ? 0 : halfway(of: node)
    let right = moveUpper(of: node, from: cut)
    let leafRight = Int32(truncatingIfNeeded: right)
    nodes[right].next = nodes[node].next
    nodes[right].previous = Int32(truncatingIfNeeded: node)
    if nodes[right].next >= 0 { nodes[Int(nodes[right].next)].previous = leafRight }
    nodes[node].next = leafRight
    let separator: [UInt8]
    if cut == total {
      separator = shortest(after: lastKey(of: node), upTo: key)
    } else if cut == 0 {
      separator = shortest(after: key, upTo: firstKey(of: right))
    } else {
      separator = shortest(after: lastKey(of: node), upTo: firstKey(of: right))
    }
    insert(separator, child: right, above: path.dropLast())
    takeHints(in: node)
    takeHints(in: right)
    // A key between the halves belongs where a search for it will look.
    if slot > cut || slot == cut && cut > 0 && compareBytes(key[...], separator[...]) >= 0 {
      slot -= cut
      return right
    }
    return node
  }

  private func halfway(of node: Int) -> Int {
    let slots = nodes[node].slots
    var left = 0
    let half = nodes[node].usedBytes / 2
    for index in slots.indices {
      left += nodes[node].recordBytes(of: slots[index]) + StoreSlot.bytes
      if left >= half { return min(max(index + 1, 1), slots.count - 1) }
    }
    return slots.count / 2
  }

  /// Moves the slots from `cut` on into a new node.
  private mutating func moveUpper(of node: Int, from cut: Int) -> Int {
    var upper = StoreNode(isLeaf: nodes[node].isLeaf)
    upper.slots = Array(nodes[node].slots[cut...])
    upper.shared = nodes[node].shared
    upper.heap = nodes[node].heap
    gather(&upper)
    nodes[node].slots.removeSubrange(cut...)
    compact(node)
    return newNode(upper)
  }

  private func firstKey(of node: Int) -> [UInt8] {
    key(at: Position(node: Int32(truncatingIfNeeded: node), slot: 0))
  }

  private func lastKey(of node: Int) -> [UInt8] {
    key(at: Position(node: Int32(truncatingIfNeeded: node), slot: nodes[node].slots.count - 1))
  }

  /// The shortest beginning of `right` that still comes after `left`.
  private func shortest(after left: [UInt8], upTo right: [UInt8]) -> [UInt8] {
    var common = 0
    while common < left.count, common < right.count, left[common] == right[common] { common += 1 }
    return Array(right.prefix(max(common + 1, 8)))
  }

  /// Tells the inner nodes of a new node whose keys begin at `separator`.
  private mutating func insert(
    _ separator: [UInt8], child: Int, above path: ArraySlice<PathStep>
  ) {
    guard let step = path.last else {
      var top = StoreNode(isLeaf: false)
      top.firstChild = root
      root = Int32(truncatingIfNeeded: newNode(top))
      insertSlot(separator, child: child, at: 0, in: Int(root))
      return
    }
    let rest = min(separator.count - 8, StoreNode.keyRestMax)
    if !nodes[step.node].fits(rest), nodes[step.node].garbage > 0 { compact(step.node) }
    guard !nodes[step.node].fits(rest) else {
      insertSlot(separator, child: child, at: step.slot + 1, in: step.node)
      return
    }
    // The middle separator moves up; its child becomes the first of the right half.
    let cut = halfway(of: step.node)
    let middle = key(at: Position(node: Int32(truncatingIfNeeded: step.node), slot: cut))
    let middleChild = self.child(of: step.node, at: cut)
    let right = moveUpper(of: step.node, from: cut)
    releaseBlobs(of: 0, in: right)
    nodes[right].removeSlot(at: 0)
    nodes[right].firstChild = middleChild
    insert(middle, child: right, above: path.dropLast())
    if step.slot + 1 > cut {
      insertSlot(separator, child: child, at: step.slot - cut, in: right)
    } else {
      insertSlot(separator, child: child, at: step.slot + 1, in: step.node)
    }
  }

  private mutating func insertSlot(_ key: [UInt8], child: Int, at slot: Int, in node: Int) {
    reserve(min(key.count - 8, StoreNode.keyRestMax), in: node)
    let offset = nodes[node].heap.count
    let keyLength = appendKeyRest(key, to: node)
    nodes[node].slots.insert(
      StoreSlot(
        prefix: OrderedStore.prefix(of: key), offset: offset, keyLength: keyLength, child: child),
      at: slot)
  }
}

// MARK: - Joining

extension OrderedStore {
  /// Takes a leaf that has become empty out of the tree, or joins one that has become small.
  private mutating func shrink(along path: [PathStep]) {
    guard let leaf = path.last, let parent = path.dropLast().last else { return }
    if nodes[leaf.node].slots.isEmpty {
      unlink(leaf.node)
      removeChild(of: parent, above: path.dropLast(2))
      return
    }
    let right = parent.slot + 1
    guard right < nodes[parent.node].slots.count else { return }
    let neighbour = Int(child(of: parent.node, at: right))
    guard nodes[leaf.node].usedBytes + nodes[neighbour].usedBytes < StoreNode.bytesMax * 3 / 4
    else { return }
    join(neighbour, into: leaf.node)
    unlink(neighbour)
    removeChild(of: PathStep(node: parent.node, slot: right), above: path.dropLast(2))
  }

  private mutating func join(_ neighbour: Int, into node: Int) {
    let other = nodes[neighbour]
    for slot in other.slots {
      let bytes = other.recordBytes(of: slot)
      reserve(bytes, in: node)
      var moved = slot
      moved.offset = UInt16(truncatingIfNeeded: nodes[node].heap.count)
      nodes[node].heap.append(contentsOf: other.heap[Int(slot.offset)..<Int(slot.offset) + bytes])
      nodes[node].slots.append(moved)
    }
    compact(node)
    takeHints(in: node, isMixed: true)
  }

  private mutating func unlink(_ leaf: Int) {
    let (previous, next) = (nodes[leaf].previous, nodes[leaf].next)
    if previous >= 0 { nodes[Int(previous)].next = next }
    if next >= 0 { nodes[Int(next)].previous = previous }
    nodes[leaf] = StoreNode(isLeaf: true)
    freeNodes.append(Int32(truncatingIfNeeded: leaf))
  }

  private mutating func removeChild(of step: PathStep, above path: ArraySlice<PathStep>) {
    let node = step.node
    if step.slot >= 0 {
      releaseBlobs(of: step.slot, in: node)
      nodes[node].removeSlot(at: step.slot)
    } else if !nodes[node].slots.isEmpty {
      nodes[node].firstChild = child(of: node, at: 0)
      releaseBlobs(of: 0, in: node)
      nodes[node].removeSlot(at: 0)
    } else if let parent = path.last {
      nodes[node] = StoreNode(isLeaf: true)
      freeNodes.append(Int32(truncatingIfNeeded: node))
      removeChild(of: parent, above: path.dropLast())
      return
    } else {
      // The last child of the root is gone: the root is an empty leaf again.
      nodes[node] = StoreNode(isLeaf: true)
      return
    }
    if Int32(truncatingIfNeeded: node) == root, nodes[node].slots.isEmpty {
      root = nodes[node].firstChild
      nodes[node] = StoreNode(isLeaf: true)
      freeNodes.append(Int32(truncatingIfNeeded: node))
    }
  }
}
