# Shows Doxygen a public header: comments become its comments, declarations that share one comment share its text, and each
# function says what the tables of gc_api/api say of it. Usage: awk -v TABLES=directory -f header_filter.awk HEADER

BEGIN { FS = "\t" }

FNR == 1 {
    table = FILENAME
    sub(/.*\//, "", table)
    header = table
    sub(/\.h$/, ".tsv", table)
    while ((getline row < (TABLES "/" table)) > 0) {
        split(row, cell, "\t")
        status[cell[1]] = cell[3]
        remark[cell[1]] = cell[4]
        manual[cell[1]] = cell[5]
    }
    first_comment = 1
}

# A comment of its own is held back until it is known what follows it.
/^\/\*/ {
    comment = escaped($0)
    while ($0 !~ /\*\// && (getline) > 0)
        comment = comment "\n" laid_out($0)
    if (first_comment)
        print "/** @file " header substr(comment, 3)
    held = first_comment ? "" : comment
    first_comment = 0
    before = ""
    next
}

function escaped(line) {
    gsub(/@/, "\\@", line)
    return line
}

# What begins with a word for it is a paragraph of its own; what is indented under a parameter, an item of a list.
function laid_out(line) {
    line = escaped(line)
    if (line ~ /^ \* (Modes?|States?|Events?|Termination|Returns?|Errors?|Source|Rules|Threads?)[^:.]*:/)
        return " *\n" line
    if (line ~ /^ \*   [a-zA-Z_]+[^:]*:/)
        sub(/^ \*   /, " * - ", line)
    return line
}

function flush_comment(documents) {
    if (held != "")
        print documents ? "/**" substr(held, 3) : held
    held = ""
}

# A choice between languages comes between a comment and its declarations, which each branch has anew.
/^#(if|elif|else|endif)/ {
    if ($0 ~ /^#if/)
        of_all_branches = held
    else if ($0 !~ /^#endif/ && of_all_branches != "")
        held = of_all_branches
    print
    next
}

/^GC_API / {
    name = $0
    sub(/\(.*/, "", name)
    sub(/.*[ *]/, "", name)
    if (held == "" && before != "")
        print "/** @copydoc " before " */"
    if (held != "")
        before = name
    flush_comment(1)
    printf "%s", $0
    while ($0 !~ /;/ && (getline) > 0)
        printf "\n%s", $0
    text = status[name] == "stub" ? "not supported yet" : status[name]
    if (remark[name] != "")
        text = text ": " remark[name]
    if (text != "")
        printf " /**< @remark Status: %s.%s */", text, manual[name] == "" ? "" : " Source: " manual[name] "."
    printf "\n"
    next
}

{
    flush_comment($0 != "")
    if ($0 == "")
        before = ""
    if ($0 ~ /\/\*/)
        $0 = escaped($0)
    if ($0 ~ /[^ ].* \/\* /) # behind what it is about
        sub(/ \/\* /, " /**< ")
    else if ($0 ~ /^ +\/\*/) # before a member
        sub(/\/\*/, "/**")
    print
}

END { flush_comment(0) }
