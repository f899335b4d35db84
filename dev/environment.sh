# Sourced by dev/setup: the Python environment ($purposes, $log, say, fail and logged are its own).
# shellcheck shell=bash disable=SC2154

recent_enough() { "$1" -c '
import geopandas, pyogrio, shapely
found = [int(module.__version__.split(".")[0]) for module in (geopandas, shapely)]
raise SystemExit(found[0] < 1 or found[1] < 2)' 2>/dev/null; }

one_process() {
    PROJ_DATA=${PROJ_DATA:-/usr/share/proj} QT_QPA_PLATFORM=offscreen \
        "$1" -P -c 'import qgis.core, fiona, geopandas, pyogrio, pyproj, rasterio, scipy, shapely; rasterio.crs.CRS.from_epsg(2154)'
}

pip_failed() { fail "pip could not install them: is there a network, and a registry that pip reaches? ($log)"; }

make_environment() {
    say "making the Python environment $environment (QGIS's own Python and libraries, seen from a folder apart)."
    # A folder that the caller names is removed only when it is an environment, half-made or of other versions.
    [[ -z ${GISEMENT_ENV:-} || ! -e $environment || -e $environment/pyvenv.cfg ]] || rmdir "$environment" 2>/dev/null \
        || fail "GISEMENT_ENV names $environment, which is something else than an environment: name a new folder."
    rm -rf "$environment"
    mkdir -p "$(dirname "$environment")"
    logged "$SYSTEM_PYTHON" -m venv --system-site-packages "$environment" || fail "$SYSTEM_PYTHON could not make an environment ($log)."
    if ! recent_enough "$environment/bin/python"; then
        say "building shapely and pyogrio against the system's GEOS and GDAL, and adding geopandas (a minute or two)."
        PIP_CONSTRAINT=$REQUIREMENTS/build.txt logged "$environment/bin/python" -m pip install --no-deps \
            --no-binary shapely,pyogrio -r "$REQUIREMENTS/run.txt" || pip_failed
    fi
    logged one_process "$environment/bin/python" \
        || fail "QGIS and the Python libraries do not load together in one process: see $log."
    touch "$(stamp_of "$environment" run)"
}

add_tools() { # purpose
    say "adding the tools for $1: $(grep -v '^#' "$REQUIREMENTS/$1.txt" | tr '\n' ' ')"
    logged "$environment/bin/python" -m pip install -r "$REQUIREMENTS/$1.txt" || pip_failed
    logged one_process "$environment/bin/python" || fail "these tools brought a library that QGIS does not bear: see $log."
    touch "$(stamp_of "$environment" "$1")"
}

ready_environment() {
    local purpose
    environment=$(environment_folder)
    for purpose in "${purposes[@]}"; do
        [[ -e $(stamp_of "$environment" "$purpose") ]] && continue
        # One at a time: a second call waits, then finds the stamp.
        mkdir -p "$(dirname "$environment")"
        exec 9>"$environment.lock"
        flock 9
        if [[ ! -e $(stamp_of "$environment" "$purpose") ]]; then
            if [[ $purpose == run ]]; then make_environment; else add_tools "$purpose"; fi
        fi
        exec 9>&-
    done
}
