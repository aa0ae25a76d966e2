// Completion scripts for shells, from the table.

package import Diagnostics

/// What a shell offers where a code is expected.
package struct CodeWords: Sendable {
  /// In every spelling that `explain` takes.
  let known: [String]
  /// Errors are never hidden.
  let hideable: [String]

  package init(_ codes: [Code]) {
    known =
      codes.map(\.id) + codes.map { $0.id.lowercased() } + codes.map(\.slug)
    let others = codes.filter { $0.severity != .error }
    hideable = others.map(\.id) + others.map(\.slug)
  }
}

package enum Completions {
  package enum Shell: String, CaseIterable, Sendable {
    case bash, zsh, fish
  }

  /// `codes` are offered where a code is expected.
  package static func render(for shell: Shell, codes: CodeWords) -> String {
    switch shell {
    case .bash: return BashCompletions.render(codes: codes)
    case .zsh: return ZshCompletions.render(codes: codes)
    case .fish: return FishCompletions.render(codes: codes)
    }
  }

  static var declarations: [VerbDeclaration] {
    Verb.allCases.map(ArgumentTable.declaration)
  }

  /// What a shell can offer in the place of a value.
  enum Offer {
    case nothing, files, folders
    case words([String])

    init(_ form: ValueForm, codes: CodeWords) {
      switch form {
      case .choice(let choices): self = .words(choices)
      case .code: self = .words(codes.known)
      case .codes: self = .words(codes.hideable)
      case .file, .fileOrStream: self = .files
      case .folder, .folderOrStream: self = .folders
      case .text, .date, .region, .account, .assignment, .port, .duration: self = .nothing
      }
    }
  }

  /// Text as one word of any of the shells.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}

enum BashCompletions {
  static func render(codes: CodeWords) -> String {
    let declarations = Completions.declarations
    let verbs = declarations.map(\.verb.rawValue)
    return """
      # bash completion for ashlar
      _ashlar() {
        local IFS=$' \\t\\n' word="${COMP_WORDS[COMP_CWORD]}" previous="" verb="" index
        ((COMP_CWORD > 0)) && previous="${COMP_WORDS[COMP_CWORD - 1]}"
        # `--flag=value` comes as three words.
        if [[ $word == "=" ]]; then
          word=""
        elif [[ $previous == "=" ]] && ((COMP_CWORD > 1)); then
          previous="${COMP_WORDS[COMP_CWORD - 2]}"
        fi
        COMPREPLY=()
        for ((index = 1; index < COMP_CWORD; index++)); do
          case "${COMP_WORDS[index]}" in
            \(verbs.joined(separator: "|"))) verb="${COMP_WORDS[index]}"; break ;;
          esac
        done
        case "$verb $previous" in
      \(declarations.map { values(of: $0, codes: codes) }.joined(separator: "\n"))
          *" --config") _ashlar_paths -f; return ;;
          *" --color") _ashlar_words auto always never; return ;;
        esac
        if [[ $word == -* ]]; then
          case "$verb" in
      \(declarations.map(flags).joined(separator: "\n"))
            *) _ashlar_words \(spellings(ArgumentTable.everywhere)) ;;
          esac
          return
        fi
        case "$verb" in
      \(declarations.map { operand(of: $0, codes: codes) }.joined(separator: "\n"))
          *) _ashlar_words \(verbs.joined(separator: " ")) ;;
        esac
      }
      _ashlar_words() {
        COMPREPLY=($(compgen -W "$*" -- "$word"))
      }
      _ashlar_paths() {
        local IFS=$'\\n'
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen "$1" -- "$word"))
      }
      complete -F _ashlar ashlar

      """
  }

  private static func values(of declaration: VerbDeclaration, codes: CodeWords) -> String {
    declaration.flags.compactMap { flag -> String? in
      guard let form = flag.form else { return nil }
      let names = [flag.name.written] + (flag.short.map { ["-\($0)"] } ?? [])
      let patterns = names.map { "\"\(declaration.verb.rawValue) \($0)\"" }
      return "    \(patterns.joined(separator: " | "))) \(action(form, codes)); return ;;"
    }
    .joined(separator: "\n")
  }

  private static func action(_ form: ValueForm, _ codes: CodeWords) -> String {
    switch Completions.Offer(form, codes: codes) {
    case .nothing: return ":"
    case .files: return "_ashlar_paths -f"
    case .folders: return "_ashlar_paths -d"
    case .words(let words): return "_ashlar_words " + words.joined(separator: " ")
    }
  }

  private static func flags(of declaration: VerbDeclaration) -> String {
    "      \(declaration.verb.rawValue)) _ashlar_words \(spellings(declaration.allFlags)) ;;"
  }

  private static func spellings(_ flags: [Flag]) -> String {
    flags.flatMap { flag in (flag.short.map { ["-\($0)"] } ?? []) + [flag.name.written] }
      .joined(separator: " ")
  }

  private static func operand(of declaration: VerbDeclaration, codes: CodeWords) -> String {
    "    \(declaration.verb.rawValue)) \(declaration.operand.map { action($0.form, codes) } ?? ":") ;;"
  }
}

enum ZshCompletions {
  static func render(codes: CodeWords) -> String {
    let declarations = Completions.declarations
    let verbs = declarations.map {
      "    " + Completions.quoted("\($0.verb.rawValue):\($0.summary)")
    }
    return """
      #compdef ashlar
      # zsh completion for ashlar
      _ashlar() {
        local context state state_descr line
        typeset -A opt_args
        local -a verbs
        verbs=(
      \(verbs.joined(separator: "\n"))
        )
        _arguments -C \\
      \(specifications(ArgumentTable.everywhere, codes, indent: "    ")) \\
          '1:verb:->verb' \\
          '*::argument:->argument'
        case $state in
          verb) _describe -t verbs verb verbs ;;
          argument)
            case $words[1] in
      \(declarations.map { verb($0, codes) }.joined(separator: "\n"))
            esac
            ;;
        esac
      }
      if [[ $funcstack[1] == _ashlar ]]; then
        _ashlar "$@"
      else
        compdef _ashlar ashlar
      fi

      """
  }

  private static func verb(_ declaration: VerbDeclaration, _ codes: CodeWords) -> String {
    let last = declaration.operand.map { operand in
      let place = (operand.isRepeatable ? "*" : "1") + ":\(operand.placeholder):"
      return " \\\n            " + Completions.quoted(place + action(operand.form, codes))
    }
    return """
              \(declaration.verb.rawValue))
                _arguments \\
      \(specifications(declaration.allFlags, codes, indent: "            "))\(last ?? "")
                ;;
      """
  }

  private static func specifications(_ flags: [Flag], _ codes: CodeWords, indent: String) -> String
  {
    flags.map { indent + specification($0, codes) }.joined(separator: " \\\n")
  }

  private static func specification(_ flag: Flag, _ codes: CodeWords) -> String {
    let long = flag.name.written + (flag.form == nil ? "" : "=")
    let short = flag.short.map { "-\($0)" + (flag.form == nil ? "" : "+") }
    var names = long
    var exclusion = ""
    if let short, let letter = flag.short {
      names = "{\(short),\(long)}"
      exclusion = flag.isRepeatable ? "" : "'(-\(letter) \(flag.name.written))'"
    } else {
      names = Completions.quoted(long)
    }
    let star = flag.isRepeatable ? "'*'" : ""
    var rest = "[\(escaped(flag.summary))]"
    if let form = flag.form {
      rest += ":\(escaped(flag.placeholder ?? "VALUE")):" + action(form, codes)
    }
    return star + exclusion + names + Completions.quoted(rest)
  }

  private static func action(_ form: ValueForm, _ codes: CodeWords) -> String {
    switch Completions.Offer(form, codes: codes) {
    case .nothing: return ""
    case .files: return "_files"
    case .folders: return "_files -/"
    case .words(let words): return "(" + words.joined(separator: " ") + ")"
    }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if ":[]\\".contains(character) { result += "\\" }
      result.append(character)
    }
    return result
  }
}

enum FishCompletions {
  static func render(codes: CodeWords) -> String {
    var lines = ["# fish completion for ashlar", "complete -c ashlar -f"]
    for declaration in Completions.declarations {
      lines.append(
        "complete -c ashlar -n __fish_use_subcommand -a \(declaration.verb.rawValue) -d "
          + Completions.quoted(declaration.summary))
    }
    lines += ArgumentTable.everywhere.map { "complete -c ashlar" + words(for: $0, codes) }
    for declaration in Completions.declarations {
      let start =
        "complete -c ashlar -n '__fish_seen_subcommand_from \(declaration.verb.rawValue)'"
      lines += declaration.flags.map { start + words(for: $0, codes) }
      guard let operand = declaration.operand else { continue }
      switch Completions.Offer(operand.form, codes: codes) {
      case .nothing: break
      case .files, .folders: lines.append(start + " -F")
      case .words(let words):
        lines.append(start + " -a " + Completions.quoted(words.joined(separator: " ")))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func words(for flag: Flag, _ codes: CodeWords) -> String {
    var words = flag.short.map { " -s \($0)" } ?? ""
    words += " -l \(flag.name.rawValue)"
    if let form = flag.form {
      switch Completions.Offer(form, codes: codes) {
      case .nothing: words += " -x"
      case .files: words += " -r -F"
      case .folders: words += " -x -a '(__fish_complete_directories)'"
      case .words(let values):
        words += " -x -a " + Completions.quoted(values.joined(separator: " "))
      }
    }
    return words + " -d " + Completions.quoted(flag.summary)
  }
}
