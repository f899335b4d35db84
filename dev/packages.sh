# Sourced by dev/setup: the packages of the distribution ($purposes, $codename, $log, say, fail and logged are its own).
# shellcheck shell=bash disable=SC2154

wanted_packages() {
    local purpose list
    for purpose in "${purposes[@]}"; do
        for list in "$REQUIREMENTS/debian/$purpose.txt" "$REQUIREMENTS/debian/$purpose-$codename.txt"; do
            [[ ! -f $list ]] || cat "$list"
        done
    done
}

missing_packages() {
    comm -23 <(wanted_packages | sort -u) \
        <(wanted_packages | xargs dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p' | sort -u)
}

old_version() { [[ -z $1 || $1 == "(none)" ]] || dpkg --compare-versions "$1" lt "$QGIS_LEAST"; }
installed_qgis() { dpkg-query -W -f '${Version}' qgis 2>/dev/null || true; }
offered_qgis() { LC_ALL=C apt-cache madison qgis 2>/dev/null | awk -F' *[|] *' '{ print $2; exit }'; }

# A source that fails is no matter as long as some other gives QGIS: it may be one that has nothing to do with us.
refresh_lists() {
    logged apt-get -q -o APT::Update::Error-Mode=any update || [[ -n $(offered_qgis) ]] \
        || fail "apt could not read the package lists: is there a network, and are the sources in /etc/apt right? ($log)"
}

# The backports suite, at the place from which this machine already takes its Debian packages.
add_backports() {
    local site
    site=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' "Codename: $codename" | sed -n 1p)
    [[ -n $site ]] || fail "apt knows no source of Debian $codename: add one to /etc/apt, then call again."
    say "adding $codename-backports to the sources of apt, because QGIS $QGIS_LEAST or newer lies there."
    printf '%s\n' "Types: deb" "URIs: $site" "Suites: $codename-backports" "Components: main" \
        "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg" >/etc/apt/sources.list.d/gisement-backports.sources
    refresh_lists
}

install_packages() {
    local missing=("$@")
    [[ $(id -u) -eq 0 ]] || fail "these Debian packages are missing or too old, and installing them needs root (sudo make setup): ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    say "reading the package lists of Debian $codename."
    refresh_lists
    if old_version "$(offered_qgis)"; then
        [[ -e /etc/apt/sources.list.d/gisement-backports.sources ]] || add_backports
        ! old_version "$(offered_qgis)" \
            || fail "apt offers no QGIS $QGIS_LEAST or newer for Debian $codename: give it a source that has one, then call again."
    fi
    # With backports as the target everything comes from one suite: QGIS and the libraries that are built against it.
    local target=()
    old_version "$(offered_without_backports)" && target=(-t "$codename-backports")
    say "installing these Debian packages and what they need (a few minutes the first time): ${missing[*]}"
    logged apt-get -q -y -o DPkg::Lock::Timeout=600 --no-install-recommends "${target[@]}" install "${missing[@]}" \
        || fail "apt could not install them: is there a network, and room on the disk? ($log)"
}

offered_without_backports() {
    LC_ALL=C apt-cache madison qgis 2>/dev/null | awk -F' *[|] *' '$3 !~ /-backports/ { print $2; exit }'
}

ready_packages() {
    local missing
    mapfile -t missing < <(missing_packages)
    if old_version "$(installed_qgis)" && [[ " ${missing[*]} " != *" qgis "* ]]; then
        missing+=(qgis python3-qgis)
    fi
    [[ ${#missing[@]} -eq 0 ]] || install_packages "${missing[@]}"
}

# A system whose packages are not known here may have all of it already.
check_other_system() {
    local version
    version=$(qgis_process --version 2>/dev/null | sed -n 's/^QGIS \([0-9.]*\).*/\1/p' || true)
    [[ -n $version && $(printf '%s\n' "$QGIS_LEAST" "$version" | sort -V | head -n 1) == "$QGIS_LEAST" ]] \
        && "$SYSTEM_PYTHON" -c 'import qgis.core, numpy, pandas, scipy, pyproj, rasterio, fiona' 2>>"$log" \
        || fail "this set-up installs packages on Debian 12 and 13 only: here, install QGIS $QGIS_LEAST or newer and numpy, pandas, scipy, pyproj, rasterio and fiona for $SYSTEM_PYTHON, then call again."
}
