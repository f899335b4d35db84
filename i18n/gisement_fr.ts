<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
<context>
    <name>@default</name>
    <message>
        <source>Gisement needs Python libraries that this QGIS does not have: {libraries}.</source>
        <translation>Il manque à ce QGIS des bibliothèques Python dont Gisement a besoin : {libraries}.</translation>
    </message>
    <message>
        <source>Install them in the OSGeo4W shell: python -m pip install --upgrade {names}, then start QGIS again.</source>
        <translation>Les installer dans l’invite OSGeo4W : python -m pip install --upgrade {names}, puis relancer QGIS.</translation>
    </message>
    <message>
        <source>Install them with the Python of QGIS: /Applications/QGIS.app/Contents/MacOS/bin/python3 -m pip install --upgrade {names}, then start QGIS again.</source>
        <translation>Les installer avec le Python de QGIS : /Applications/QGIS.app/Contents/MacOS/bin/python3 -m pip install --upgrade {names}, puis relancer QGIS.</translation>
    </message>
    <message>
        <source>On Debian 12 and 13, &quot;make setup&quot; in the source of Gisement installs them; elsewhere, install them with your distribution, built on the same GDAL as QGIS.</source>
        <translation>Sous Debian 12 et 13, « make setup » dans les sources de Gisement les installe ; ailleurs, les prendre dans votre distribution, bâties sur le même GDAL que QGIS.</translation>
    </message>
    <message>
        <source>The Python library {name} is installed but does not load: {reason}. Install it anew, built on the same GDAL as QGIS.</source>
        <translation>La bibliothèque Python {name} est installée mais ne se charge pas : {reason}. La réinstaller, construite sur la même version de GDAL que QGIS.</translation>
    </message>
    <message>
        <source>Stopped at your request; nothing was written.</source>
        <translation>Arrêt à votre demande ; rien n’a été écrit.</translation>
    </message>
    <message>
        <source>A condition of the profile or of the procedures cannot be judged: {condition} ({reason}). A condition has a column, an op and a value, or all, any or not.</source>
        <translation>Une condition du profil ou des procédures ne peut pas être évaluée : {condition} ({reason}). Une condition a column, op et value, ou bien all, any ou not.</translation>
    </message>
    <message>
        <source>The table {file} cannot be read: {reason}. Save it anew as CSV with one header line and the same number of columns on every line.</source>
        <translation>Le tableau {file} est illisible : {reason}. L’enregistrer à nouveau en CSV, avec une ligne d’en-tête et le même nombre de colonnes à chaque ligne.</translation>
    </message>
    <message>
        <source>The reference date {value} is not a date. Give it as year-month-day, for example 2026-11-22.</source>
        <translation>La date de référence {value} n’est pas une date. La donner sous la forme année-mois-jour, par exemple 2026-11-22.</translation>
    </message>
    <message>
        <source>There is no demonstration territory of size {value}. Choose one of: {choices}.</source>
        <translation>Il n’existe pas de territoire de démonstration de taille {value}. Choisir parmi : {choices}.</translation>
    </message>
    <message>
        <source>The layout {name} could not be exported to {file}: {reason}. Check the folder and the free space, then export again.</source>
        <translation>La mise en page {name} n’a pas pu être exportée vers {file} : {reason}. Vérifier le dossier et la place libre, puis exporter à nouveau.</translation>
    </message>
    <message>
        <source>The file {file} is empty (0 bytes). Check that its download or copy has ended, then try again.</source>
        <translation>Le fichier {file} est vide (0 octet). Vérifier que son téléchargement ou sa copie est achevé, puis recommencer.</translation>
    </message>
    <message>
        <source>The file {file} does not exist. Check its path (relative paths start from the current folder, those of a territory file from its own folder).</source>
        <translation>Le fichier {file} n’existe pas. Vérifier son chemin (un chemin relatif part du dossier courant ; dans un fichier de territoire, du dossier de ce fichier).</translation>
    </message>
    <message>
        <source>The file {file} cannot be read: {reason}. Check that QGIS opens it, and save it anew as GeoPackage if it does.</source>
        <translation>Le fichier {file} est illisible : {reason}. Vérifier que QGIS l’ouvre et, si oui, l’enregistrer à nouveau en GeoPackage.</translation>
    </message>
    <message>
        <source>There is no map format named {value}. Choose one of: {choices}.</source>
        <translation>Il n’existe pas de format de carte nommé {value}. Choisir parmi : {choices}.</translation>
    </message>
    <message>
        <source>The map {file} is to be written as {format}, which its ending does not say. Change the ending or the format.</source>
        <translation>La carte {file} doit être écrite au format {format}, ce que son extension ne dit pas. Changer l’extension ou le format.</translation>
    </message>
    <message>
        <source>The inventory {file} holds no record (layer {layer}). Choose another layer or file.</source>
        <translation>L’inventaire {file} ne contient aucune fiche (couche {layer}). Choisir une autre couche ou un autre fichier.</translation>
    </message>
    <message>
        <source>The inventory {file} has neither geometries nor one of the columns {columns}. Give each site a point or a footprint.</source>
        <translation>L’inventaire {file} n’a ni géométries ni l’une des colonnes {columns}. Donner à chaque site un point ou une emprise.</translation>
    </message>
    <message>
        <source>The file {file} is not valid JSON: line {line}, {reason}. Correct that line.</source>
        <translation>Le fichier {file} n’est pas du JSON valide : ligne {line}, {reason}. Corriger cette ligne.</translation>
    </message>
    <message>
        <source>The file {file} has no layer named {layer}. Its layers: {layers}. Correct the name.</source>
        <translation>Le fichier {file} n’a pas de couche nommée {layer}. Ses couches : {layers}. Corriger le nom.</translation>
    </message>
    <message>
        <source>The layer {layer} of {file}, given as {role}, has none of the known schemas ({expected}). Give the producer&apos;s original layer, or rename its columns.</source>
        <translation>La couche {layer} de {file}, donnée pour {role}, n’a aucun des schémas connus ({expected}). Donner la couche d’origine du producteur, ou renommer ses colonnes.</translation>
    </message>
    <message>
        <source>The layer {layer} of {file}, given as {role}, does not say its coordinate reference system. Set it in QGIS (Layer &gt; Set CRS) and save the layer anew.</source>
        <translation>La couche {layer} de {file}, donnée pour {role}, ne dit pas son système de coordonnées. Le définir dans QGIS (Couche &gt; Définir le SCR de la couche) et enregistrer la couche à nouveau.</translation>
    </message>
    <message>
        <source>The layer {layer} of {file}, given as {role}, has no geometry. Give a layer with geometries, or leave this role out: it then counts as unknown.</source>
        <translation>La couche {layer} de {file}, donnée pour {role}, n’a pas de géométrie. Donner une couche avec des géométries, ou omettre ce rôle : il compte alors comme inconnu.</translation>
    </message>
    <message>
        <source>The study has no layout named {name}. Its layouts: {layouts}.</source>
        <translation>L’étude n’a pas de mise en page nommée {name}. Ses mises en page : {layouts}.</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist, so {file} cannot be written. Create it or choose another.</source>
        <translation>Le dossier {folder} n’existe pas : {file} ne peut pas être écrit. Le créer ou en choisir un autre.</translation>
    </message>
    <message>
        <source>{file} is a folder: give the name of a file to write.</source>
        <translation>{file} est un dossier : donner le nom d’un fichier à écrire.</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}. Choose a folder where you may write, or ask for the right to.</source>
        <translation>{file} ne peut pas être écrit : {reason}. Choisir un dossier où vous pouvez écrire, ou en demander le droit.</translation>
    </message>
    <message>
        <source>{file} is given both as input and as output; it would be replaced. Give the output another name.</source>
        <translation>{file} est donné à la fois en entrée et en sortie ; il serait remplacé. Donner un autre nom à la sortie.</translation>
    </message>
    <message>
        <source>The name of {file} must end in {suffix}. Correct the name.</source>
        <translation>Le nom de {file} doit se terminer par {suffix}. Corriger le nom.</translation>
    </message>
    <message>
        <source>Writing {file} failed: {reason}. Free some space on the disk or choose another folder; the file that was there before is unchanged.</source>
        <translation>L’écriture de {file} a échoué : {reason}. Libérer de la place sur le disque ou choisir un autre dossier ; le fichier qui s’y trouvait est intact.</translation>
    </message>
    <message>
        <source>The procedures of {file} wait for one another in a circle: {cycle}. Remove one of these links.</source>
        <translation>Les procédures de {file} s’attendent en rond : {cycle}. Supprimer l’un de ces liens.</translation>
    </message>
    <message>
        <source>The procedures of {file} cannot be used: {reason}. Compare them with resources/procedures/france_2026.json.</source>
        <translation>Les procédures de {file} sont inutilisables : {reason}. Les comparer à resources/procedures/france_2026.json.</translation>
    </message>
    <message>
        <source>There are no procedures named {value}. Give a JSON file, or one of: {choices}.</source>
        <translation>Il n’existe pas de procédures nommées {value}. Donner un fichier JSON, ou choisir parmi : {choices}.</translation>
    </message>
    <message>
        <source>The profile {file} cannot be used. At {place}: {reason}. Correct it there.</source>
        <translation>Le profil {file} ne peut pas être utilisé. À {place} : {reason}. Le corriger à cet endroit.</translation>
    </message>
    <message>
        <source>There is no profile named {value}. Give a JSON file, or one of: {choices}.</source>
        <translation>Il n’existe pas de profil nommé {value}. Donner un fichier JSON, ou choisir parmi : {choices}.</translation>
    </message>
    <message>
        <source>The styles, project and layout could not be written into {file}: {reason}. Free some space on the disk or choose another folder; the file that was there before is unchanged.</source>
        <translation>Les styles, le projet et la mise en page n’ont pas pu être écrits dans {file} : {reason}. Libérer de la place sur le disque ou choisir un autre dossier ; le fichier qui s’y trouvait est intact.</translation>
    </message>
    <message>
        <source>No site lies in France, seen from the coordinate reference system of the inventory ({crs}). Check that system, and the order of the coordinates.</source>
        <translation>Aucun site ne tombe en France dans le système de coordonnées de l’inventaire ({crs}). Vérifier ce système, et l’ordre des coordonnées.</translation>
    </message>
    <message>
        <source>There is no regime named {value}. Choose one of: {choices}.</source>
        <translation>Il n’existe pas de régime nommé {value}. Choisir parmi : {choices}.</translation>
    </message>
    <message>
        <source>No measure reads the role {role} yet.</source>
        <translation>Aucune mesure ne lit encore le rôle {role}.</translation>
    </message>
    <message>
        <source>{file} names the role {role}, which does not exist. The roles are: {roles}.</source>
        <translation>{file} nomme le rôle {role}, qui n’existe pas. Les rôles sont : {roles}.</translation>
    </message>
    <message>
        <source>{file} gives no source for the role {role}. Write &quot;file|layername=layer&quot;, or take the role out.</source>
        <translation>{file} ne donne pas de source au rôle {role}. Écrire « fichier|layername=couche », ou retirer ce rôle.</translation>
    </message>
    <message>
        <source>The table of procedures {file} lacks the columns {columns}. It needs site_id, etape and statut.</source>
        <translation>Il manque au tableau des procédures {file} les colonnes {columns}. Il lui faut site_id, etape et statut.</translation>
    </message>
    <message>
        <source>The table of procedures {file}, line {line}: {field} is {value}. It may be one of: {choices}.</source>
        <translation>Tableau des procédures {file}, ligne {line} : {field} vaut {value}. Valeurs admises : {choices}.</translation>
    </message>
    <message>
        <source>{file} is not a study of Gisement: {reason}. Choose a GeoPackage made by the study algorithm.</source>
        <translation>{file} n’est pas une étude de Gisement : {reason}. Choisir un GeoPackage produit par le traitement « Étude des sites d’un territoire ».</translation>
    </message>
    <message>
        <source>The study {file} holds no QGIS project, so it has no layout. Run the study again with QGIS.</source>
        <translation>L’étude {file} ne contient pas de projet QGIS, donc pas de mise en page. Relancer l’étude avec QGIS.</translation>
    </message>
    <message>
        <source>{file} has no layer named after a role of the territory. Its layers: {layers}. Rename them (commune, troncon_de_route…) or describe them in a JSON file.</source>
        <translation>{file} n’a aucune couche qui porte le nom d’un rôle du territoire. Ses couches : {layers}. Les renommer (commune, troncon_de_route…) ou les décrire dans un fichier JSON.</translation>
    </message>
    <message>
        <source>{file} does not describe a territory: it needs &quot;roles&quot;, an object from role to source.</source>
        <translation>{file} ne décrit pas un territoire : il lui faut « roles », un objet qui donne à chaque rôle sa source.</translation>
    </message>
    <message>
        <source>{count} findings in the inventory, {errors} of them errors: the table constats names each site, what is wrong and what to do.</source>
        <translation>{count} constats dans l’inventaire, dont {errors} erreurs : la table constats nomme chaque site, ce qui ne va pas et que faire.</translation>
    </message>
    <message>
        <source>{role}: {count} invalid geometries repaired for the study; the source is unchanged.</source>
        <translation>{role} : géométries invalides réparées pour l’étude : {count} ; la source est inchangée.</translation>
    </message>
    <message>
        <source>{role}: no layer; what rests on it stays unknown.</source>
        <translation>{role} : pas de couche ; ce qui en dépend reste inconnu.</translation>
    </message>
    <message>
        <source>{role}: the layer is empty, so nothing of the kind counts as being there. Leave the role out if the layer is only missing.</source>
        <translation>{role} : la couche est vide, il est donc compté qu’il n’y en a aucun. Omettre ce rôle si la couche manque seulement.</translation>
    </message>
    <message>
        <source>{count} sites lie on roads from which no motorway access can be reached: their access stays unknown. Check whether the road layer is cut at the border of an extract.</source>
        <translation>Sites d’où aucun accès autoroutier ne peut être atteint par la route : {count} ; leur accès reste inconnu. Vérifier si la couche des routes est coupée au bord d’un extrait.</translation>
    </message>
    <message>
        <source>{role}: the layer cannot be used ({reason}); no measure of this study needs it.</source>
        <translation>{role} : la couche est inutilisable ({reason}) ; aucune mesure de cette étude n’en a besoin.</translation>
    </message>
    <message>
        <source>{count} sites of the table of procedures are not in the inventory and were left out: {sites}.</source>
        <translation>Sites du tableau des procédures absents de l’inventaire, laissés de côté : {count} ({sites}).</translation>
    </message>
    <message>
        <source>Reading the inventory</source>
        <translation>Lecture de l’inventaire</translation>
    </message>
    <message>
        <source>Measuring: {name}</source>
        <translation>Mesure : {name}</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>Notation</translation>
    </message>
    <message>
        <source>Laying the procedures end to end</source>
        <translation>Enchaînement des procédures</translation>
    </message>
    <message>
        <source>Writing the study</source>
        <translation>Écriture de l’étude</translation>
    </message>
    <message>
        <source>Writing the inventory</source>
        <translation>Écriture de l’inventaire</translation>
    </message>
    <message>
        <source>Styles, project and layout</source>
        <translation>Styles, projet et mise en page</translation>
    </message>
    <message>
        <source>Exporting the map</source>
        <translation>Export de la carte</translation>
    </message>
    <message>
        <source>Laying out the demonstration territory</source>
        <translation>Tracé du territoire de démonstration</translation>
    </message>
    <message>
        <source>Building its roads</source>
        <translation>Construction de ses routes</translation>
    </message>
    <message>
        <source>Writing its layers</source>
        <translation>Écriture de ses couches</translation>
    </message>
    <message>
        <source>land</source>
        <translation>foncier</translation>
    </message>
    <message>
        <source>access</source>
        <translation>accès</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>énergie</translation>
    </message>
    <message>
        <source>planning</source>
        <translation>urbanisme</translation>
    </message>
    <message>
        <source>risks</source>
        <translation>risques</translation>
    </message>
    <message>
        <source>pollution</source>
        <translation>pollution</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>l’élément manque</translation>
    </message>
    <message>
        <source>it is not of the kind expected there</source>
        <translation>l’élément n’est pas du type attendu</translation>
    </message>
    <message>
        <source>it needs a text in French (fr) and one in English (en)</source>
        <translation>il faut un texte en français (fr) et un en anglais (en)</translation>
    </message>
    <message>
        <source>the condition cannot be judged; it has a column, an op and a value, or all, any or not</source>
        <translation>la condition ne peut pas être évaluée ; elle a column, op et value, ou bien all, any ou not</translation>
    </message>
    <message>
        <source>it must be above zero</source>
        <translation>la valeur doit être supérieure à zéro</translation>
    </message>
    <message>
        <source>it must not be below zero</source>
        <translation>la valeur ne doit pas être négative</translation>
    </message>
    <message>
        <source>a criterion has either knots or classes</source>
        <translation>un critère a soit knots, soit classes</translation>
    </message>
    <message>
        <source>the raw values of the knots must rise</source>
        <translation>les valeurs brutes des nœuds doivent croître</translation>
    </message>
    <message>
        <source>utilities lie between 0 and 1</source>
        <translation>les utilités sont comprises entre 0 et 1</translation>
    </message>
    <message>
        <source>the weights must not all be zero</source>
        <translation>les poids ne doivent pas tous être nuls</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Étude</translation>
    </message>
    <message>
        <source>Inventory</source>
        <translation>Inventaire</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>Cartes</translation>
    </message>
    <message>
        <source>Unknown parameters: {names}. This algorithm has: {known}.</source>
        <translation>Paramètres inconnus : {names}. Ce traitement a pour paramètres : {known}.</translation>
    </message>
    <message>
        <source>Demonstration territory</source>
        <translation>Territoire de démonstration</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>The same seed gives the same territory.</source>
        <translation>La même graine donne le même territoire.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>small: 40 sites; medium: 500 sites and 100 000 road segments; large: 15 000 sites and 2 000 000 road segments.</source>
        <translation>small : 40 sites ; medium : 500 sites et 100 000 tronçons de route ; large : 15 000 sites et 2 000 000 tronçons de route.</translation>
    </message>
    <message>
        <source>Territory</source>
        <translation>Territoire</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>One GeoPackage: a layer per role, and the inventory as the layer friches. What is known of it by construction lies beside it, in a file that ends in _faits.json.</source>
        <translation>Un GeoPackage : une couche par rôle, et l’inventaire dans la couche friches. Ce que l’on en sait par construction est à côté, dans un fichier qui finit par _faits.json.</translation>
    </message>
    <message>
        <source>Import an inventory</source>
        <translation>Importer un inventaire</translation>
    </message>
    <message>
        <source>The file as it came: CSV, spreadsheet, GeoPackage, GeoJSON, Shapefile, FlatGeobuf, GeoParquet, also zipped.</source>
        <translation>Le fichier tel qu’il est arrivé : CSV, tableur, GeoPackage, GeoJSON, Shapefile, FlatGeobuf, GeoParquet, compressé ou non.</translation>
    </message>
    <message>
        <source>Layer, sheet or file in the archive</source>
        <translation>Couche, feuille ou fichier de l’archive</translation>
    </message>
    <message>
        <source>Which one, when the file holds several; the first with geometries when left empty.</source>
        <translation>Laquelle, quand le fichier en contient plusieurs ; vide : la première qui a des géométries.</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Encodage</translation>
    </message>
    <message>
        <source>How a text or Shapefile writes accents (utf-8, cp1252…); found out when left empty.</source>
        <translation>Comment un texte ou un Shapefile écrit les accents (utf-8, cp1252…) ; vide : trouvé d’après le fichier.</translation>
    </message>
    <message>
        <source>Coordinate reference system</source>
        <translation>Système de coordonnées</translation>
    </message>
    <message>
        <source>That of the file&apos;s coordinates; what the file says, else what its figures show, when left empty.</source>
        <translation>Celui des coordonnées du fichier ; vide : ce que dit le fichier, sinon ce que montrent ses chiffres.</translation>
    </message>
    <message>
        <source>Mapping</source>
        <translation>Correspondances</translation>
    </message>
    <message>
        <source>Mapping (*.json *.JSON)</source>
        <translation>Correspondances (*.json *.JSON)</translation>
    </message>
    <message>
        <source>A JSON file that says which column is which field of the standard, and which value is which.</source>
        <translation>Un fichier JSON qui dit quelle colonne est quel champ du standard, et quelle valeur est laquelle.</translation>
    </message>
    <message>
        <source>Cadastral parcels</source>
        <translation>Parcelles cadastrales</translation>
    </message>
    <message>
        <source>Parcels of which the footprint of a site without one is made.</source>
        <translation>Parcelles dont est faite l’emprise d’un site qui n’en a pas.</translation>
    </message>
    <message>
        <source>Municipalities</source>
        <translation>Communes</translation>
    </message>
    <message>
        <source>They prove how coordinates are to be read, and place a site that says nothing but its municipality.</source>
        <translation>Elles prouvent comment lire les coordonnées, et placent un site qui ne dit que sa commune.</translation>
    </message>
    <message>
        <source>Producer</source>
        <translation>Producteur</translation>
    </message>
    <message>
        <source>Whose inventory it is; written where the records do not say.</source>
        <translation>De qui est l’inventaire ; écrit là où les fiches ne le disent pas.</translation>
    </message>
    <message>
        <source>Inventory in the standard</source>
        <translation>Inventaire au standard</translation>
    </message>
    <message>
        <source>The sites in the CNIG columns.</source>
        <translation>Les sites dans les colonnes du CNIG.</translation>
    </message>
    <message>
        <source>Findings of the import</source>
        <translation>Constats de l’import</translation>
    </message>
    <message>
        <source>What was met, what was changed, and what to do about the rest.</source>
        <translation>Ce qui a été rencontré, ce qui a été changé, et que faire du reste.</translation>
    </message>
    <message>
        <source>Number of sites</source>
        <translation>Nombre de sites</translation>
    </message>
    <message>
        <source>Number of errors</source>
        <translation>Nombre d’erreurs</translation>
    </message>
    <message>
        <source>Number of warnings</source>
        <translation>Nombre d’avertissements</translation>
    </message>
    <message>
        <source>Export a map</source>
        <translation>Exporter une carte</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg *.GPKG)</source>
        <translation>GeoPackage (*.gpkg *.GPKG)</translation>
    </message>
    <message>
        <source>A GeoPackage made by the study algorithm.</source>
        <translation>Un GeoPackage produit par le traitement « Étude des sites d’un territoire ».</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Mise en page</translation>
    </message>
    <message>
        <source>The name of a layout of the study&apos;s project; one that you changed or made in QGIS will do.</source>
        <translation>Le nom d’une mise en page du projet de l’étude ; celle que vous avez modifiée ou créée dans QGIS convient aussi.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>The title to print instead of the layout&apos;s own.</source>
        <translation>Le titre à imprimer à la place de celui de la mise en page.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>PDF for print, PNG (300 dpi) for documents and pages, SVG for drawing programs. When not given, the ending of the file decides.</source>
        <translation>PDF pour l’impression, PNG (300 ppp) pour les documents et les pages, SVG pour les logiciels de dessin. Sans format, l’extension du fichier décide.</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Map (*.pdf *.png *.svg)</source>
        <translation>Carte (*.pdf *.png *.svg)</translation>
    </message>
    <message>
        <source>The file to write.</source>
        <translation>Le fichier à écrire.</translation>
    </message>
    <message>
        <source>Study of a territory&apos;s sites</source>
        <translation>Étude des sites d’un territoire</translation>
    </message>
    <message>
        <source>Inventory of sites</source>
        <translation>Inventaire des sites</translation>
    </message>
    <message>
        <source>The inventory of brownfields: Cartofriches, CNIG standard (also as CSV with geompoint or geomsurf), or any layer with these columns.</source>
        <translation>L’inventaire des friches : Cartofriches, standard CNIG (aussi en CSV avec geompoint ou geomsurf), ou toute couche qui a ces colonnes.</translation>
    </message>
    <message>
        <source>Territory (*.gpkg *.GPKG *.json *.JSON)</source>
        <translation>Territoire (*.gpkg *.GPKG *.json *.JSON)</translation>
    </message>
    <message>
        <source>The reference layers: a GeoPackage whose layers carry the names of the roles, or a JSON file that says where each role lies.</source>
        <translation>Les couches de référence : un GeoPackage dont les couches portent les noms des rôles, ou un fichier JSON qui dit où se trouve chaque rôle.</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>The kind of plant: the name of a profile of Gisement, or the path of your own profile (.json).</source>
        <translation>Le type d’usine : le nom d’un profil de Gisement, ou le chemin de votre propre profil (.json).</translation>
    </message>
    <message>
        <source>Reference date</source>
        <translation>Date de référence</translation>
    </message>
    <message>
        <source>The day from which months are counted and the age of data is judged.</source>
        <translation>Le jour à partir duquel se comptent les mois et se juge l’âge des données.</translation>
    </message>
    <message>
        <source>State of the procedures</source>
        <translation>État des procédures</translation>
    </message>
    <message>
        <source>A table with site_id, etape, statut (fait, en_cours, a_faire, sans_objet, inconnu) and reste_mois; what it says wins over what is measured.</source>
        <translation>Un tableau avec site_id, etape, statut (fait, en_cours, a_faire, sans_objet, inconnu) et reste_mois ; ce qu’il dit l’emporte sur ce qui est mesuré.</translation>
    </message>
    <message>
        <source>Land consumption regime</source>
        <translation>Régime de consommation d’espaces</translation>
    </message>
    <message>
        <source>The law under which land consumption is counted; the map says which.</source>
        <translation>Le droit selon lequel se compte la consommation d’espaces ; la carte dit lequel.</translation>
    </message>
    <message>
        <source>Layout of the map</source>
        <translation>Mise en page de la carte</translation>
    </message>
    <message>
        <source>The layout of the study that is exported as the map.</source>
        <translation>La mise en page de l’étude qui est exportée comme carte.</translation>
    </message>
    <message>
        <source>One GeoPackage with the sites, the tables that explain them, styles, a QGIS project and its layout.</source>
        <translation>Un GeoPackage avec les sites, les tables qui les expliquent, les styles, un projet QGIS et sa mise en page.</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>The map of readiness as PDF, A3 landscape.</source>
        <translation>La carte de maturité en PDF, A3 paysage.</translation>
    </message>
    <message>
        <source>Number of ranked sites</source>
        <translation>Nombre de sites classés</translation>
    </message>
    <message>
        <source>Number of vetoed sites</source>
        <translation>Nombre de sites écartés par un veto</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Sites</translation>
    </message>
</context>
</TS>
