# Sourced by the scripts of dev/: the variables with which QGIS, its qgis_process and the tests find this plugin.
# Everything lies in build/ (profiles, plugin link) and in the environment that dev/setup has made.
# shellcheck shell=bash
source "$(dirname "${BASH_SOURCE[0]}")/where.sh"

ENVIRONMENT=$(environment_folder)
if [[ ! -e $(stamp_of "$ENVIRONMENT" run) ]]; then
    echo "gisement: the environment is not set up: run \"make setup\" in $ROOT first." >&2
    exit 1
fi

export PYTHON=$ENVIRONMENT/bin/python
# qgis_process and QGIS embed the system's Python, so the environment reaches them by this variable alone. The plugin is
# found as the package "gisement" through its link; the checkout itself must stay off the path, for its processing/ would
# hide QGIS's package of the same name.
PYTHONPATH=$(echo "$ENVIRONMENT"/lib/python3*/site-packages):$ROOT/build/plugins:/usr/share/qgis/python:/usr/share/qgis/python/plugins
export PYTHONPATH
export PROJ_DATA=${PROJ_DATA:-/usr/share/proj}
export QGIS_PLUGINPATH=$ROOT/build/plugins
export QGIS_CUSTOM_CONFIG_PATH=$ROOT/build/profile

mkdir -p "$ROOT/build/plugins"
[[ -L $ROOT/build/plugins/gisement ]] || ln -sfnT ../.. "$ROOT/build/plugins/gisement"
if [[ ! -d ${XDG_RUNTIME_DIR:-} || ! -O ${XDG_RUNTIME_DIR:-} ]]; then
    export XDG_RUNTIME_DIR=$ROOT/build/run
    mkdir -p -m 0700 "$XDG_RUNTIME_DIR"
fi

# Without a screen; only dev/qgis wants one.
offscreen() { export QT_QPA_PLATFORM=offscreen; }

# QGIS leaves plugins off until they are enabled in the profile.
enable_plugin() {
    local settings=$QGIS_CUSTOM_CONFIG_PATH/profiles/default/QGIS/QGIS3.ini
    if ! grep -qs '^gisement=true' "$settings"; then
        (
            flock 9
            grep -qs '^gisement=true' "$settings" || QT_QPA_PLATFORM=offscreen qgis_process plugins enable gisement >&2
        ) 9>"$ROOT/build/.profile.lock"
    fi
}
