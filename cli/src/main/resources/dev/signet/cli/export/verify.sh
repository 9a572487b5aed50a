#!/bin/sh
# Verifies the signature of record @record@ (@algorithm@) with openssl 3 and the tools of any POSIX shell.
# Exit code 0: it is right. 1: it is not. 2: it could not be checked.
# OPENSSL names another openssl than the one on the PATH.
set -u
cd "$(dirname "$0")" || exit 2
openssl=${OPENSSL:-openssl}

exec 3>&2 # what openssl says goes into a file below; what this script says does not
cannot() { echo "record @record@: cannot be checked: $1" >&3; exit 2; }
wrong() { echo "record @record@: NOT VERIFIED: $1" >&3; exit 1; }

version=$("$openssl" version 2>/dev/null) || cannot "there is no openssl here"
case $version in
  "OpenSSL "[3-9].* | "OpenSSL "[1-9][0-9]*.*) ;;
  *) cannot "needs OpenSSL 3 or newer, this is $version" ;;
esac
for file in signing-input.bin signature.bin key.pem record.jws; do
  [ -f "$file" ] || cannot "$file is missing"
done

work=$(mktemp -d) || cannot "no temporary directory"
trap 'rm -rf "$work"' EXIT

# The files must tell one story: record.jws is the signing input, a dot, and the signature in base64url.
{ cat signing-input.bin && printf . && "$openssl" base64 -A -in signature.bin | tr -d = | tr '/+' '_-'; } >"$work/jws" &&
  cmp -s "$work/jws" record.jws || wrong "record.jws is not made of signing-input.bin and signature.bin"

# The record's number is signed with it: what was signed for another record is not this one's.
header=$(cut -d. -f1 signing-input.bin | tr '_-' '/+')
case $((${#header} % 4)) in 2) header=$header== ;; 3) header=$header= ;; esac
printf %s "$header" | "$openssl" base64 -d -A 2>/dev/null | grep -q '"rid":"@record@"' || wrong "it is the signature of another record"

case @algorithm@ in
  Ed25519)
    "$openssl" pkeyutl -verify -pubin -inkey key.pem -rawin -in signing-input.bin -sigfile signature.bin ;;
  ES256) # a JWS has the two numbers side by side (IEEE P1363), openssl wants them in DER
    hex=$(od -An -v -tx1 signature.bin | tr -d ' \n')
    [ ${#hex} -eq 128 ] || wrong "signature.bin is not 64 bytes long"
    printf 'asn1=SEQUENCE:signature\n[signature]\nr=INTEGER:0x%s\ns=INTEGER:0x%s\n' \
      "$(printf %s "$hex" | cut -c1-64)" "$(printf %s "$hex" | cut -c65-128)" >"$work/signature.cnf"
    "$openssl" asn1parse -genconf "$work/signature.cnf" -noout -out "$work/signature.der" &&
      "$openssl" dgst -sha256 -verify key.pem -signature "$work/signature.der" signing-input.bin ;;
  PS256)
    "$openssl" dgst -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 -sigopt rsa_mgf1_md:sha256 \
      -verify key.pem -signature signature.bin signing-input.bin ;;
  ML-DSA-65)
    "$openssl" list -signature-algorithms 2>/dev/null | grep -qi ml-dsa-65 || cannot "OpenSSL 3.5 or newer is needed for ML-DSA-65"
    "$openssl" pkeyutl -verify -pubin -inkey key.pem -rawin -in signing-input.bin -sigfile signature.bin ;;
  *) cannot "@algorithm@ is not known to this script" ;;
esac >"$work/log" 2>&1 || wrong "$(tail -n 1 "$work/log")"

echo "record @record@: verified, signed with key @key@ (@algorithm@)"
