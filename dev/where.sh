# Sourced by dev/setup and dev/env.sh: where things lie on this machine, found without changing anything.
# shellcheck shell=bash disable=SC2034

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
REQUIREMENTS=$ROOT/dev/requirements
QGIS_LEAST=3.40
# QGIS is bound to the system's interpreter; any other python3 that comes first on the PATH does not have it.
SYSTEM_PYTHON=/usr/bin/python3

# "bookworm", "trixie", or "other" (a system whose packages this set-up does not know).
system_codename() {
    local codename=other
    if [[ -r /etc/os-release ]]; then
        # shellcheck disable=SC1091
        codename=$(. /etc/os-release && echo "${ID:-}-${VERSION_ID:-}")
    fi
    case $codename in
        debian-12) echo bookworm ;;
        debian-13) echo trixie ;;
        *) echo other ;;
    esac
}

short_sum() { cksum | cut -d ' ' -f 1; }

# The environment's folder. Its name holds what it is made from, so that a change makes a new one and an old checkout finds its own.
environment_folder() {
    if [[ -n ${GISEMENT_ENV:-} ]]; then
        echo "$GISEMENT_ENV"
        return
    fi
    local sum
    sum=$({
        cat "$REQUIREMENTS/run.txt" "$REQUIREMENTS/build.txt"
        system_codename
        "$SYSTEM_PYTHON" --version 2>&1 || true
        gdalinfo --version 2>/dev/null || true
    } | short_sum)
    echo "${XDG_CACHE_HOME:-$HOME/.cache}/gisement/env-$sum"
}

# The file that is written last when the environment is ready for a purpose.
stamp_of() { # folder purpose
    echo "$1/ready-$2-$(short_sum <"$REQUIREMENTS/$2.txt")"
}
