// What a request says of the items it is about, in the terms that policies have for it.

import IAMPolicy
import TableEngine
import TableExpressions
import TableItems

/// Expressions that cannot be read name nothing: the engine refuses them afterwards, whoever asks.
struct ItemUse {
  private(set) var access: ItemAccess
  private let partition: [ByteString]
  private var scope: PlaceholderScope
  private var names: Set<ByteString> = []

  init(
    _ action: String, of table: String, index: String? = nil, in engine: Engine,
    _ placeholders: WireMap<String>? = nil, _ values: Item? = nil
  ) {
    let facts = engine.facts(of: table)
    access = ItemAccess(action, on: engine.tableARN(table))
    access.index = index
    let partition = index.map { facts?.indexPartitions[$0] ?? [] } ?? facts?.partition ?? []
    self.partition = partition.map { ByteString($0) }
    let substitutions = Substitutions(placeholders, values)
    scope = PlaceholderScope(names: substitutions.names, values: substitutions.values)
  }

  /// Complete: the names in an order that does not vary.
  var finished: ItemAccess {
    var access = access
    access.attributes = names.sorted().map(\.description)
    return access
  }

  // MARK: - Items and keys

  /// A key, or an item that holds one.
  mutating func add(item: Item) {
    for entry in item { names.insert(ByteString(entry.name)) }
    let values = partition.compactMap { item[$0].map(ItemUse.text) }
    if !values.isEmpty { access.leadingKeys.append(values) }
  }

  mutating func add(keyConditions expression: String?, _ legacy: WireMap<Wire.Condition>?) {
    do throws(ExpressionFault) {
      let condition: KeyCondition
      if let expression {
        condition = try KeyCondition(parsing: expression, &scope)
      } else if let legacy {
        condition = try KeyCondition(legacy.dictionary { LegacyCondition($0) })
      } else {
        return
      }
      names.formUnion(condition.tests.keys)
      let values = partition.compactMap { name -> String? in
        guard case .compare(.equal, let value)? = condition.tests[name] else { return nil }
        return ItemUse.text(value)
      }
      if !values.isEmpty { access.leadingKeys.append(values) }
    } catch { return }
  }

  /// EVIDENCE: the values of condition keys are strings; UNCERTAIN how numbers and bytes are
  /// written: numbers here without needless zeros, bytes in base 64.
  static func text(_ value: ValueView) -> String {
    switch value.type {
    case .string: String(decoding: value.payload, as: UTF8.self)
    case .number: value.number.text
    case .binary: Base64.text(of: value.payload)
    case .boolean, .null, .map, .list, .stringSet, .numberSet, .binarySet: value.description
    }
  }

  // MARK: - Expressions

  mutating func add(_ kind: ExpressionKind, _ expression: String?) {
    guard let expression else { return }
    do throws(ExpressionFault) {
      names.formUnion(try Condition(parsing: expression, kind, &scope).roots)
    } catch { return }
  }

  mutating func add(names more: some Sequence<String>) {
    for name in more { names.insert(ByteString(name)) }
  }

  mutating func add(projection expression: String?, _ attributes: [String]? = nil) {
    if let attributes {
      access.hasProjection = true
      add(names: attributes)
    }
    guard let expression else { return }
    access.hasProjection = true
    do throws(ExpressionFault) {
      names.formUnion(try ItemProjection(parsing: expression, &scope).roots)
    } catch { return }
  }

  mutating func add(update expression: String?) {
    guard let expression else { return }
    do throws(ExpressionFault) {
      add(actions: try TableExpressions.Update(parsing: expression, &scope).actions)
    } catch { return }
  }

  private mutating func add(actions: [UpdateAction]) {
    for action in actions {
      names.insert(action.path.root)
      if case .set(_, let value) = action { add(value) }
    }
  }

  private mutating func add(_ value: SetValue) {
    switch value {
    case .path(let path): names.insert(path.root)
    case .value: break
    case .ifNotExists(let path, let inner):
      names.insert(path.root)
      add(inner)
    case .listAppend(let left, let right), .sum(let left, let right),
      .difference(let left, let right):
      add(left)
      add(right)
    }
  }

  mutating func answers(select: String? = nil, returnValues: String? = nil, capacity: String?) {
    access.select = select
    access.returnValues = returnValues
    access.returnConsumedCapacity = capacity
  }
}

// MARK: - Statements

extension ItemUse {
  /// A statement of PartiQL; nil for one that cannot be read, which the engine refuses.
  ///
  /// EVIDENCE: Developer guide, "IAM security policies with PartiQL for DynamoDB". UNCERTAIN what
  /// `EXISTS` takes: it reads, so it is taken for a `SELECT`.
  static func statement(
    _ text: String, _ parameters: [AttributeValue]?, in engine: Engine
  ) -> ItemAccess? {
    let parsed: ParsedStatement
    do throws(ExpressionFault) {
      parsed = try StatementParser.parse(text, parameters ?? [])
    } catch { return nil }
    switch parsed {
    case .select(let select), .exists(let select):
      var use = ItemUse("PartiQLSelect", of: select.table, index: select.index, in: engine)
      use.add(select)
      return use.finished
    case .insert(let table, let map):
      var use = ItemUse("PartiQLInsert", of: table, in: engine)
      use.add(item: Item(map))
      return use.finished
    case .update(let table, let actions, let condition, let returning):
      var use = ItemUse("PartiQLUpdate", of: table, in: engine)
      use.add(actions: actions)
      use.add(condition)
      use.access.returnValues = returning.word
      return use.finished
    case .delete(let table, let condition, let returning):
      var use = ItemUse("PartiQLDelete", of: table, in: engine)
      use.add(condition)
      use.access.returnValues = returning.word
      return use.finished
    }
  }

  private mutating func add(_ select: SelectStatement) {
    if let paths = select.paths {
      access.hasProjection = true
      names.formUnion(paths.map(\.root))
    }
    if let condition = select.condition { add(condition) }
    names.formUnion(select.order.map(\.name))
    access.isFullTableScan = access.leadingKeys.isEmpty
  }

  /// The keys that a condition fixes, by `=` or by `IN`.
  private mutating func add(_ condition: ConditionTree) {
    names.formUnion(Condition(condition).roots)
    var keys: [[String]] = [[]]
    for name in partition {
      let values = condition.conjuncts.lazy.compactMap { ItemUse.values(of: name, in: $0) }.first
      guard let values else { return }
      keys = keys.flatMap { key in values.map { key + [$0] } }
    }
    if !partition.isEmpty { access.leadingKeys += keys }
  }

  private static func values(of name: ByteString, in condition: ConditionTree) -> [String]? {
    if let equality = condition.equality, equality.name == name { return [text(equality.value)] }
    guard case .isIn(.path(let path), let operands) = condition, path == DocumentPath(name) else {
      return nil
    }
    var values: [String] = []
    for operand in operands {
      guard case .value(let value) = operand else { return nil }
      values.append(text(value))
    }
    return values
  }
}

extension StatementReturning {
  /// As `dynamodb:ReturnValues` has it.
  fileprivate var word: String {
    switch self {
    case .nothing: "NONE"
    case .allOld: "ALL_OLD"
    case .allNew: "ALL_NEW"
    case .modifiedOld: "UPDATED_OLD"
    case .modifiedNew: "UPDATED_NEW"
    }
  }
}
