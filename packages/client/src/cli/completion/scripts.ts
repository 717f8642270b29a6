import type { ShellName } from "./shells.ts";

/**
 * The shells' halves. Each hands over what was typed through a pipe, so that nothing of it stands in the arguments of a process, and takes
 * back lines: first `files` or `words`, then a candidate each. Nothing that comes back is evaluated. In bash a candidate is quoted as the word
 * under way is, because bash puts it in as it comes; zsh and fish quote by themselves.
 *
 * Not those of @bomb.sh/tab: its bash half evaluates the line that is being typed, so that `$(…)` in it is run by the Tab key, and its
 * candidates go in unquoted.
 */
export const SCRIPTS: Readonly<Record<ShellName, string>> = {
  bash: `# postern completion for bash
_postern_complete() {
  local line kind=
  COMPREPLY=()
  while IFS= read -r line; do
    if [ -z "$kind" ]; then kind=$line; else COMPREPLY+=("$line"); fi
  done < <(printf '%s\\0%s' "$COMP_WORDBREAKS" "\${COMP_LINE:0:COMP_POINT}" | command postern complete bash 2>/dev/null)
  if [ "$kind" = files ]; then compopt -o default 2>/dev/null; fi
  if [ "\${#COMPREPLY[@]}" -eq 1 ]; then
    case "\${COMPREPLY[0]}" in */) compopt -o nospace 2>/dev/null ;; esac
  fi
}
complete -F _postern_complete postern
`,
  zsh: `#compdef postern
# postern completion for zsh
_postern() {
  local -a given found folders leaves
  local kind
  given=("\${(@Q)words[1,CURRENT-1]}" "\${(Q)PREFIX}")
  found=("\${(@f)$(printf '%s\\0' "\${given[@]}" | command postern complete zsh 2>/dev/null)}")
  kind=\${found[1]}
  shift found
  if [[ $kind == files ]]; then _files; return; fi
  folders=("\${(@M)found:#*/}")
  leaves=("\${(@)found:#*/}")
  (( \${#folders} )) && compadd -S '' -- "\${folders[@]}"
  (( \${#leaves} )) && compadd -- "\${leaves[@]}"
}
if [[ "\${funcstack[1]}" = _postern ]]; then _postern "$@"; else compdef _postern postern; fi
`,
  fish: `# postern completion for fish
function __postern_complete
    set -l current (commandline -ct)
    set -l plain (string unescape -- $current 2>/dev/null)
    or set plain $current
    set -l words (commandline -opc)
    set -l found (printf '%s\\0' $words "$plain" | command postern complete fish 2>/dev/null)
    if test "$found[1]" = files
        __fish_complete_path "$plain"
    else if test (count $found) -gt 1
        printf '%s\\n' $found[2..-1]
    end
end
complete -c postern -f -a '(__postern_complete)'
`,
};
