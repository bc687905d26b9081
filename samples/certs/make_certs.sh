#!/usr/bin/env bash
# Makes certificates to try things with: an authority of its own, and a certificate with its key for each name.
#
#   make_certs.sh DIRECTORY [OPTION...] NAME...
#
# Writes ca.pem, and NAME.pem with NAME.key for each name. A name may be a SIP domain or host name, for which the
# certificate then names DNS:NAME and URI:sip:NAME, or an IP address, for which it names IP:NAME. The authority is made
# once and kept, so that the directory can grow; certificates of names given again are replaced.
#
#   --key TYPE       p256 (default), p384, rsa2048, rsa3072, ed25519
#   --days N         valid for N days (30)
#   --expired        valid in January 2020 only
#   --wrong-name N   the certificate is for N, whatever the file's name
#   --also ENTRY     names this too, as OpenSSL writes it: DNS:sip.example.com
#   --intermediate   signed by an intermediate authority; its certificate is intermediate.pem, to be sent as the chain
#   --password P     the key is encrypted
#   --revoked        revoked at once; every run leaves crl.pem and, for the intermediate, intermediate-crl.pem
set -euo pipefail
umask 077

usage() { sed -n '2,/^set /{/^set /!s/^# \{0,1\}//p}' "$0" >&2; exit 2; }

[ $# -ge 2 ] || usage
directory=$1
shift
key=p256 days=30 expired= wrong_name= also= intermediate= password= revoked=
while [[ ${1-} == --* ]]; do
    case $1 in
    --key) key=${2:?}; shift 2 ;;
    --days) days=${2:?}; shift 2 ;;
    --wrong-name) wrong_name=${2:?}; shift 2 ;;
    --also) also=${2:?}; shift 2 ;;
    --password) password=${2:?}; shift 2 ;;
    --expired) expired=yes; shift ;;
    --intermediate) intermediate=yes; shift ;;
    --revoked) revoked=yes; shift ;;
    *) usage ;;
    esac
done
[ $# -ge 1 ] || usage
mkdir -p "$directory"
cd "$directory"

quietly() { # shows what a command said only when it fails
    local said
    said=$("$@" 2>&1) || { printf '%s\n' "$said" >&2; return 1; }
}

new_key() { # TYPE FILE [PASSWORD]
    local algorithm
    case $1 in
    p256) algorithm="EC -pkeyopt ec_paramgen_curve:P-256" ;;
    p384) algorithm="EC -pkeyopt ec_paramgen_curve:P-384" ;;
    rsa*) algorithm="RSA -pkeyopt rsa_keygen_bits:${1#rsa}" ;;
    ed25519) algorithm=ED25519 ;;
    *) echo "make_certs.sh: unknown key type $1" >&2; exit 2 ;;
    esac
    # shellcheck disable=SC2086
    quietly openssl genpkey -algorithm $algorithm -out "$2" ${3:+-aes256 -pass "pass:$3"}
}

# An authority's settings for one signature: AUTHORITY NAMES
settings() {
    cat <<SETTINGS
[ca]
default_ca = authority
[authority]
database = .state/$1.index
new_certs_dir = .state
rand_serial = yes
unique_subject = no
default_md = sha256
default_crl_days = 30
policy = any_name
[any_name]
commonName = supplied
[host]
subjectAltName = ${2:-DNS:unused}
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
authorityKeyIdentifier = keyid
[authority_below]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[req]
distinguished_name = name
[name]
SETTINGS
}

sign() { # AUTHORITY FILE COMMON_NAME KIND NAMES START END
    settings "$1" "$5" >.state/settings
    quietly openssl req -new -key "$2.key" ${password:+-passin "pass:$password"} -subj "/CN=$3" \
        -config .state/settings -out .state/request
    quietly openssl ca -batch -notext -config .state/settings -extensions "$4" -cert "$1.pem" -keyfile "$1.key" \
        -startdate "$6" -enddate "$7" -in .state/request -out "$2.pem"
}

revoke() { # AUTHORITY FILE
    quietly openssl ca -config .state/settings -cert "$1.pem" -keyfile "$1.key" -revoke "$2.pem"
}

publish_revocations() { # AUTHORITY FILE
    settings "$1" >.state/settings
    quietly openssl ca -config .state/settings -cert "$1.pem" -keyfile "$1.key" -gencrl -out "$2"
}

make_authority() { # the root, once
    [ -s ca.pem ] && [ -s ca.key ] && return
    new_key p256 ca.key
    settings ca >.state/settings
    quietly openssl req -new -x509 -key ca.key -subj "/CN=Trunkcall test authority" -days 3650 \
        -config .state/settings -extensions authority_below -out ca.pem
}

make_intermediate() { # once
    [ -s intermediate.pem ] && [ -s intermediate.key ] && return
    new_key p256 intermediate.key
    password='' sign ca intermediate "Trunkcall test intermediate" authority_below "" "$(day -1)" "$(day 3650)"
}

day() { date -u -d "$1 days" +%Y%m%d%H%M%SZ; }

alternative_names() { # of a domain, a host or an address
    if [[ $1 =~ ^[0-9.]+$ || $1 == *:* ]]; then
        echo "IP:$1"
    else
        echo "DNS:$1,URI:sip:$1"
    fi
}

make_host() { # NAME
    local named=${wrong_name:-$1} authority=ca start end
    [ -z "$intermediate" ] || authority=intermediate
    start=$(day -1) end=$(day "$days")
    [ -z "$expired" ] || { start=20200101000000Z end=20200131000000Z; }
    new_key "$key" "$1.key" "$password"
    sign $authority "$1" "$named" host "$(alternative_names "$named")${also:+,$also}" "$start" "$end"
    [ -z "$revoked" ] || revoke $authority "$1"
}

mkdir -p .state
touch .state/ca.index .state/intermediate.index
make_authority
[ -z "$intermediate" ] || make_intermediate
for name; do
    make_host "$name"
    echo "$directory/$name.pem"
done
publish_revocations ca crl.pem
[ ! -s intermediate.pem ] || publish_revocations intermediate intermediate-crl.pem
