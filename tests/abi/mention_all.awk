# Writes a C and C++ program that mentions every symbol of the API's tables as programs do: functions by address,
# constants as constant expressions, events and the constants of a family as labels of one switch, types and fields by size.
# Usage: awk -F'\t' -f mention_all.awk TABLE...

BEGIN {
    # Families whose values programs tell apart.
    count = split("CLIDINFO_|MCLASS_: CODER_TYPE_: CON_: CR_: CS_: CST_|DE_|DX_ONHOOK|DX_OFFHOOK: DATA_FORMAT_:" \
        "DATA_(IP|MULTICAST)_: DEEC_: DG_.*_ASCII: DTEC_: DTMM_: DTB_: DTSG_: DXBD_: DXCH_|ECCH_: EDT_: EDX_|EFX_:" \
        "EGC_: EIPM_: EVT_: EXTENSIONEVT_: FC_: GCADDRTYPE_: GCCAP_: GCMSK_: GCRV_: GCSET_: GCST_: GCTGT_: IO_: IPERR_:" \
        "IPEXTID_: IPSET_: MEDIATYPE_: MSG_: MSMM_: MSPA_: MSPN_: PARM(BD|CH)_: QOSTYPE_: SC_(VOX|FAX|DTI|LSI|MSI):" \
        "SIGNAL_ID_: SR_(ST|MT|POLL|SIG): TF_(LEVEL|EDGE|CLR|USE|SETINIT|10MS|IMM): TID_: TM_: DM_[0-9SPA-D]$:" \
        "DX_(MAX|LCOFF|IDD|DIGMASK|DIGTYPE|TONE$|PM)", families, /: ?/)
    print "/* Written by mention_all.awk. */"
}

/^#/ { next }

{
    header = FILENAME
    sub(/.*\//, "", header)
    sub(/\.tsv$/, "", header)
    if (!(header in included)) {
        included[header]
        includes = includes "#include \"" header ".h\"\n"
    }
}

$2 == "function" || $2 == "inline" {
    shape = $1 ~ /^sr_(enb|dis)hdlr$/ ? "HANDLER_SHAPE " : "" # C++ has three of the name
    functions = functions "    (ANY)" shape $1 ",\n"
}
$2 == "constant" || $2 == "event" || $2 == "alias" { constants = constants "enum { m_" $1 " = (int)(" $1 ") };\n" }
$2 == "event" { events = events "    case " $1 ": return \"" $1 "\";\n" }
$2 == "constant" {
    for (i = 1; i <= count; ++i)
        if ($1 ~ "^(" families[i] ")")
            labels[i] = labels[i] "    case " $1 ": return 1;\n"
}
$2 == "text" { texts = texts "char m_" $1 "[] = " $1 ";\n" }
$2 == "macro" { macros = macros "#ifndef " $1 "\n#error " $1 "\n#endif\n" }
$2 == "global" { globals = globals "    (const void*)&" $1 ",\n" }
$2 == "type" { sizes = sizes "    sizeof(" $1 "),\n" }
$2 == "field" {
    dot = index($1, ".")
    sizes = sizes "    sizeof(((" substr($1, 1, dot - 1) "*)0)->" substr($1, dot + 1) "),\n"
}

END {
    print includes macros constants texts
    print "typedef void (*ANY)(void);"
    print "typedef long (*HANDLER_SHAPE_TYPE)(long, long, long (*)(void*));"
    print "#ifdef __cplusplus\n#define HANDLER_SHAPE (HANDLER_SHAPE_TYPE)\n#else\n#define HANDLER_SHAPE\n#endif"
    print "ANY functions[] = {\n" functions "    0};"
    print "const void* globals[] = {\n" globals "    0};"
    print "unsigned long sizes[] = {\n" sizes "    0};"
    print "const char* event_name(long event);"
    print "const char* event_name(long event)\n{\n    switch (event) {\n" events "    default: return 0;\n    }\n}"
    for (i = 1; i <= count; ++i)
        if (i in labels) {
            print "int family_" i "(long value);"
            print "int family_" i "(long value)\n{\n    switch (value) {\n" labels[i] "    default: return 0;\n    }\n}"
        }
    print "int main(void)\n{\n    int i;\n\n    for (i = 0; functions[i] != 0; ++i)\n        ;"
    print "    printf(\"%d functions\\n\", i);\n    return globals[0] == 0;\n}"
}
