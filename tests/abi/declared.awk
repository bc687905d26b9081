# Lists what a public header declares: "name kind" for macros, functions, inline functions, data, types.
# Usage: awk -f declared.awk HEADER

{ text = text $0 "\n" }

function without_comments(from,    result, at) {
    while ((at = index(from, "/*")) > 0) {
        result = result substr(from, 1, at - 1) " "
        from = substr(from, at + 2)
        from = substr(from, index(from, "*/") + 2)
    }
    return result from
}

function last_word(from) {
    sub(/[ \t\n]+$/, "", from)
    sub(/\[[^]]*\]$/, "", from)
    sub(/.*[^A-Za-z0-9_]/, "", from)
    return from
}

# The text with everything inside braces taken out, so that what remains is declarations.
function without_braces(from,    i, c, depth, result) {
    for (i = 1; i <= length(from); ++i) {
        c = substr(from, i, 1)
        if (c == "{" && !depth++)
            result = result "{"
        if (c == "}" && !--depth)
            result = result "}"
        else if (!depth && c != "{")
            result = result c
    }
    return result
}

function declare(statement,    at, names, count, i) {
    gsub(/[ \t\n]+/, " ", statement)
    gsub(/GC_(BEGIN|END)_DECLS|GC_PACKED/, "", statement)
    while (match(statement, /GC_INLINE [^{;]*\{\}/)) {
        at = substr(statement, RSTART, RLENGTH)
        statement = substr(statement, RSTART + RLENGTH)
        print last_word(substr(at, 1, index(at, "(") - 1)), "inline"
    }
    if ((at = index(statement, "GC_API ")) > 0) {
        statement = substr(statement, at + 7)
        if (statement ~ /^extern /)
            print last_word(statement), "global"
        else
            print last_word(substr(statement, 1, index(statement, "(") - 1)), "function"
    } else if ((at = index(statement, "static char* const ")) > 0) {
        sub(/\[.*/, "", statement)
        print last_word(statement), "global"
    } else if ((at = index(statement, "typedef ")) > 0) {
        statement = substr(statement, at)
        if (match(statement, /\(\*[A-Za-z0-9_]+\)\(/)) {
            print substr(statement, RSTART + 2, RLENGTH - 4), "type"
            return
        }
        sub(/.*\}/, "", statement)
        count = split(statement, names, ",")
        for (i = 1; i <= count; ++i)
            print last_word(names[i]), "type"
    }
}

END {
    text = without_comments(text)
    count = split(text, lines, "\n")
    for (i = 1; i <= count; ++i) {
        if (lines[i] ~ /^#define [A-Za-z_0-9]+/ && lines[i] !~ /^#define (TRUNKCALL_|sr_getevt)/) {
            name = lines[i]
            sub(/^#define /, "", name)
            sub(/[^A-Za-z0-9_].*/, "", name)
            print name, "macro"
        }
        while (lines[i] ~ /\\$/ && lines[i] ~ /^#/)
            lines[i] = "#" lines[++i]
        if (lines[i] !~ /^#/)
            rest = rest lines[i] "\n"
    }
    count = split(without_braces(rest), statements, ";")
    for (i = 1; i <= count; ++i)
        declare(statements[i])
}
