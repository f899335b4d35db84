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
        <source>The need of the profile is not understood: {value} for {names}. The parts bati_part, impermeable_part and vert_part of the programme are shares from 0 to 1 that make 1 together; enaf_ratio is a number from 0 on.</source>
        <translation>Le besoin du profil n’est pas compris : {value} pour {names}. Les parts bati_part, impermeable_part et vert_part du programme vont de 0 à 1 et font 1 ensemble ; enaf_ratio est un nombre, 0 ou plus.</translation>
    </message>
    <message>
        <source>{role}: {count} polygons on the sites have codes that do not tell whether they are artificialised ({codes}): their area counts as unknown, in ocsge_inconnu_m2. Check the codes in the layer.</source>
        <translation>{role} : {count} polygones sur les sites ont des codes qui ne disent pas s’ils sont artificialisés ({codes}) : leur aire compte comme inconnue, dans ocsge_inconnu_m2. Vérifiez les codes dans la couche.</translation>
    </message>
    <message>
        <source>{role}: {count} sites are not covered in whole; what lies in the gap stays unknown, and ocsge_lacune_m2 measures it. Check whether the layer reaches that far.</source>
        <translation>{role} : {count} sites ne sont pas couverts en entier ; ce qui est dans la lacune reste inconnu, et ocsge_lacune_m2 la mesure. Vérifiez que la couche va jusque-là.</translation>
    </message>
    <message>
        <source>{role}: on {count} sites one vintage is judged by its producer and the other by the matrix, so a part of the change may come from that.</source>
        <translation>{role} : sur {count} sites, un millésime est jugé par son producteur et l’autre par la matrice : une part de l’évolution peut venir de là.</translation>
    </message>
    <message>
        <source>{role}: none of its {count} polygons is older than the land cover of today, so there is no change to measure. Give the vintage before.</source>
        <translation>{role} : aucun de ses {count} polygones n’est plus ancien que l’occupation du sol d’aujourd’hui : il n’y a pas d’évolution à mesurer. Donnez le millésime précédent.</translation>
    </message>
    <message>
        <source>{role}: the layer holds several vintages ({years}); the latest is measured; the one before it gives the change, unless another layer is given for that.</source>
        <translation>{role} : la couche tient plusieurs millésimes ({years}) ; le dernier est mesuré ; celui d’avant donne l’évolution, sauf si une autre couche est donnée pour lui.</translation>
    </message>
    <message>
        <source>{role}: on {count} sites polygons lie on one another. Each square metre counts once; where they disagree ({disputed} m² in all), what is not artificialised wins.</source>
        <translation>{role} : sur {count} sites, des polygones se recouvrent. Chaque mètre carré compte une fois ; là où ils se contredisent ({disputed} m² en tout), ce qui n’est pas artificialisé l’emporte.</translation>
    </message>
    <message>
        <source>{role}: {count} small polygons on the sites are surrounded by unknown ground or by nothing: the threshold cannot be applied, and they keep their class.</source>
        <translation>{role} : {count} petits polygones sur les sites sont entourés de sol inconnu ou de rien : le seuil ne peut s’appliquer, et ils gardent leur classe.</translation>
    </message>
    <message>
        <source>{role}: {count} polygons on the sites belong to a patch that goes on beyond what was read around the sites: they keep their class.</source>
        <translation>{role} : {count} polygones sur les sites appartiennent à un ensemble qui va au-delà de ce qui a été lu autour des sites : ils gardent leur classe.</translation>
    </message>
    <message>
        <source>{role}: {count} objects of the layer are lines or points, which cover nothing, and were left out. Give the layer of the polygons.</source>
        <translation>{role} : {count} objets de la couche sont des lignes ou des points, qui ne couvrent rien, et ont été laissés de côté. Donnez la couche des polygones.</translation>
    </message>
    <message>
        <source>{role}: {count} codes had lost their leading zero and were read with it. Keep codes as text when you save such a table.</source>
        <translation>{role} : {count} codes avaient perdu leur zéro initial et ont été lus avec lui. Gardez les codes en texte quand vous enregistrez une telle table.</translation>
    </message>
    <message>
        <source>{role}: {count} municipalities of the sites were found under another code, for they have merged, been renumbered or are divided into arrondissements.</source>
        <translation>{role} : {count} communes des sites ont été trouvées sous un autre code, car elles ont fusionné, changé de code ou sont divisées en arrondissements.</translation>
    </message>
    <message>
        <source>{role}: {count} municipalities have no row ({codes}…): what rests on it stays unknown there. If municipalities have merged since, give the list of their changes (MOUVEMENT_COMMUNE).</source>
        <translation>{role} : {count} communes n’ont pas de ligne ({codes}…) : ce qui en dépend y reste inconnu. Si des communes ont fusionné depuis, donnez la liste de leurs mouvements (MOUVEMENT_COMMUNE).</translation>
    </message>
    <message>
        <source>{count} sites lie in no municipality of the layer: the municipality that the inventory gives them was taken.</source>
        <translation>{count} sites ne sont dans aucune commune de la couche : la commune que leur donne l’inventaire a été prise.</translation>
    </message>
    <message>
        <source>{role}: {count} employment areas have no figure ({codes}…): it stays unknown for their sites. The table must have rows by employment area (ZE2020).</source>
        <translation>{role} : {count} zones d’emploi n’ont pas de chiffre ({codes}…) : il reste inconnu pour leurs sites. La table doit avoir des lignes par zone d’emploi (ZE2020).</translation>
    </message>
    <message>
        <source>{role}: {count} objects near the sites are points or lines where areas are expected: they hold nothing, and what they would decide stays unknown. Give the layer of areas.</source>
        <translation>{role} : {count} objets proches des sites sont des points ou des lignes là où des surfaces sont attendues : ils ne contiennent rien, et ce qu’ils décideraient reste inconnu. Donnez la couche des surfaces.</translation>
    </message>
    <message>
        <source>{role}: the surroundings of {count} sites lie in part where the layer was not collected, or where nobody says how many there are: what is counted there stays unknown, unless what was found is enough for the full mark.</source>
        <translation>{role} : les alentours de {count} sites sont en partie là où la couche n’a pas été relevée, ou là où nul ne dit combien il y en a : ce que l’on y compte reste inconnu, sauf si ce qui est trouvé suffit déjà à la meilleure note.</translation>
    </message>
    <message>
        <source>{role}: {count} establishments have no activity code of the present nomenclature and were not counted as industry: where they are more than a twentieth of those around, the count stays unknown.</source>
        <translation>{role} : {count} établissements n’ont pas de code d’activité de la nomenclature actuelle et n’ont pas été comptés comme industriels : là où ils sont plus d’un vingtième de ceux des environs, le nombre reste inconnu.</translation>
    </message>
    <message>
        <source>{role}: {count} places where people live have no road nearby and reach no site. Check whether the road layer covers them.</source>
        <translation>{role} : {count} lieux habités n’ont pas de route à proximité et n’atteignent aucun site. Vérifiez si la couche des routes les couvre.</translation>
    </message>
    <message>
        <source>{role}: the layer does not tell how many people are of working age: how many reach the sites stays unknown. Give INSEE&apos;s 200 m grid, or the census by age (15 to 64).</source>
        <translation>{role} : la couche ne dit pas combien de personnes sont en âge de travailler : combien atteignent les sites reste inconnu. Donnez les carreaux de 200 m de l’INSEE, ou le recensement par âge (15 à 64 ans).</translation>
    </message>
    <message>
        <source>{role}: {count} rows give no readable municipality code and make no municipality a member; where no row gives one, the answer stays unknown. Check the column of INSEE codes.</source>
        <translation>{role} : {count} lignes ne donnent pas de code de commune lisible et ne rendent aucune commune membre ; si aucune ligne n’en donne, la réponse reste inconnue. Vérifiez la colonne des codes INSEE.</translation>
    </message>
    <message>
        <source>{role}: {count} rows of the sites&apos; municipalities give no figure (statistical secrecy): the vacancy stays unknown there.</source>
        <translation>{role} : {count} lignes des communes des sites ne donnent pas de chiffre (secret statistique) : la vacance y reste inconnue.</translation>
    </message>
    <message>
        <source>{role}: {count} rows give no coordinates and are nowhere: they were not counted.</source>
        <translation>{role} : {count} lignes ne donnent pas de coordonnées et ne sont nulle part : elles n’ont pas été comptées.</translation>
    </message>
    <message>
        <source>Checking the inventory</source>
        <translation>Contrôle de l’inventaire</translation>
    </message>
    <message>
        <source>Writing the findings</source>
        <translation>Écriture des constats</translation>
    </message>
    <message>
        <source>The evidence file {file} cannot be used: {place} is {value}. It may be one of: {choices}.</source>
        <translation>Le fichier d’indices {file} est inutilisable : {place} vaut {value}. Valeurs admises : {choices}.</translation>
    </message>
    <message>
        <source>The table {file} has no column {column}. Its columns: {columns}. Correct the key or the condition in the evidence file.</source>
        <translation>Le tableau {file} n’a pas de colonne {column}. Ses colonnes : {columns}. Corriger la clé ou la condition dans le fichier d’indices.</translation>
    </message>
    <message>
        <source>The evidence file {file} cannot be used: {place} is missing. Add it there.</source>
        <translation>Le fichier d’indices {file} est inutilisable : il manque {place}. L’y ajouter.</translation>
    </message>
    <message>
        <source>The evidence file {file} cannot be used: {key} means nothing in {place}. It may have: {choices}.</source>
        <translation>Le fichier d’indices {file} est inutilisable : {key} ne veut rien dire dans {place}. Clés admises : {choices}.</translation>
    </message>
    <message>
        <source>The evidence file {file} cannot be used: {place} cannot be {value}. The help of the algorithm shows what belongs there.</source>
        <translation>Le fichier d’indices {file} est inutilisable : {place} ne peut pas valoir {value}. L’aide du traitement montre ce qui y est attendu.</translation>
    </message>
    <message>
        <source>There are no parcels in {file} (layer {layer}) inside the territory. Choose the cadastre of this territory.</source>
        <translation>Il n’y a aucune parcelle dans {file} (couche {layer}) à l’intérieur du territoire. Choisir le cadastre de ce territoire.</translation>
    </message>
    <message>
        <source>{count} of {total} kinds of evidence were not searched, for want of a layer or table that tells: {evidence}. No candidate there does not mean no brownfield.</source>
        <translation>{count} sortes d’indices sur {total} n’ont pas été cherchées, faute d’une couche ou d’une table qui les dise : {evidence}. Sans candidat, une friche peut y être quand même.</translation>
    </message>
    <message>
        <source>The table {file} points to no parcel of this cadastre: the rows that its condition keeps name {count} parcels, all elsewhere. Check its key and its condition.</source>
        <translation>La table {file} ne désigne aucune parcelle de ce cadastre : les lignes que garde sa condition citent {count} parcelles, toutes ailleurs. Vérifier sa clé et sa condition.</translation>
    </message>
    <message>
        <source>Looking for evidence: {name}</source>
        <translation>Recherche d’indices : {name}</translation>
    </message>
    <message>
        <source>Land units already in the inventory, not proposed again: {count}</source>
        <translation>Unités foncières déjà dans l’inventaire, non proposées de nouveau : {count}</translation>
    </message>
    <message>
        <source>Reading the parcels</source>
        <translation>Lecture des parcelles</translation>
    </message>
    <message>
        <source>Joining parcels into land units</source>
        <translation>Réunion des parcelles en unités foncières</translation>
    </message>
    <message>
        <source>cavite: {count} cavities of the layer are placed at the centre of their commune. Nobody knows where they lie, so they count for no site: ask for a survey where a site&apos;s commune has any.</source>
        <translation>cavite : {count} cavités de la couche sont placées au centre de leur commune. Nul ne sait où elles sont, elles ne comptent donc pour aucun site : demandez un relevé là où la commune d’un site en a.</translation>
    </message>
    <message>
        <source>{role}: by its name, this layer holds one kind alone ({kind}). What it shows counts; where it shows nothing, the other kinds are not known. Give one layer of all kinds.</source>
        <translation>{role} : d’après son nom, cette couche n’a qu’une sorte d’objets ({kind}). Ce qu’elle montre compte ; où elle ne montre rien, les autres sortes ne sont pas connues. Donnez une seule couche de toutes les sortes.</translation>
    </message>
    <message>
        <source>{role}: {count} sites lie, wholly or in part, beyond where this layer was collected: what is found there is the least, and what is not found stays unknown.</source>
        <translation>{role} : {count} sites sont, en tout ou en partie, hors de l’emprise où cette couche a été collectée : ce qui y est trouvé est un minimum, ce qui ne l’est pas reste inconnu.</translation>
    </message>
    <message>
        <source>{folder} is a file: the export needs a folder of that name. Choose another folder.</source>
        <translation>{folder} est un fichier : il faut à l’export un dossier de ce nom. Choisir un autre dossier.</translation>
    </message>
    <message>
        <source>None of the {count} sites of the inventory can be exported, so nothing was written. {reason}</source>
        <translation>Aucun site de l’inventaire ne peut être exporté (sur {count}) : rien n’a été écrit. {reason}</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made, because {parent} does not exist. Create that one, or choose another.</source>
        <translation>Le dossier {folder} ne peut pas être créé : {parent} n’existe pas. Créer ce dernier, ou choisir un autre dossier.</translation>
    </message>
    <message>
        <source>{count} sites whose date of identification or of update is not known bear {date} instead: {file} names them.</source>
        <translation>Sites dont la date d’identification ou de mise à jour n’est pas connue : {count} ; ils portent {date} à la place, et {file} les nomme.</translation>
    </message>
    <message>
        <source>{count} sites lack what the standard requires and were not exported: {file} names each and says why.</source>
        <translation>Sites auxquels il manque ce que le standard exige, non exportés : {count} ; {file} nomme chacun et dit pourquoi.</translation>
    </message>
    <message>
        <source>{count} values were left out, replaced or filled in to fit the standard: {file} lists each.</source>
        <translation>Valeurs laissées de côté, remplacées ou complétées pour répondre au standard : {count} ; {file} liste chacune.</translation>
    </message>
    <message>
        <source>Bringing the values to the standard</source>
        <translation>Mise au standard des valeurs</translation>
    </message>
    <message>
        <source>Writing the files of the standard</source>
        <translation>Écriture des fichiers du standard</translation>
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
        <source>A condition compares the column {column} with {value} ({op}), but the column holds {found}: a number cannot be compared with a text. Correct the value of the condition, or the column.</source>
        <translation>Une condition compare la colonne {column} à {value} ({op}), mais la colonne contient {found} : un nombre ne se compare pas à un texte. Corrigez la valeur de la condition, ou la colonne.</translation>
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
        <source>The layer {layer} of {file}, given as {role}, does not say its coordinate reference system. Set it in QGIS (Layer &gt; Set CRS) and save the layer anew, or write it as &quot;crs&quot; beside the source in the territory&apos;s JSON.</source>
        <translation>La couche {layer} de {file}, donnée comme {role}, ne dit pas son système de coordonnées. Définissez-le dans QGIS (Couche &gt; Définir le SCR) et enregistrez-la de nouveau, ou écrivez-le sous « crs » à côté de la source dans le JSON du territoire.</translation>
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
        <source>The territory says of the role {role} where its layer was collected (couvre), but not as a polygon layer (&quot;file|layername=layer&quot;) nor as a list of INSEE codes. Write one of these, or take it out.</source>
        <translation>Le territoire dit pour le rôle {role} où sa couche a été collectée (couvre), mais ni par une couche de polygones (« fichier|layername=couche ») ni par une liste de codes INSEE. Écrivez l’un des deux, ou retirez cette clé.</translation>
    </message>
    <message>
        <source>The territory says that a layer was collected in the communes {codes}, which its commune layer does not hold. Correct the codes, or add the communes.</source>
        <translation>Le territoire dit qu’une couche a été collectée dans les communes {codes}, que sa couche des communes ne contient pas. Corrigez les codes, ou ajoutez ces communes.</translation>
    </message>
    <message>
        <source>The territory gives {value} as the coordinate reference system of the role {role}, which does not exist. Write a code such as &quot;EPSG:2154&quot;.</source>
        <translation>Le territoire donne {value} comme système de coordonnées du rôle {role} : il n’existe pas. Écrivez un code comme « EPSG:2154 ».</translation>
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
        <source>artificialisation</source>
        <translation>artificialisation</translation>
    </message>
    <message>
        <source>employment basin</source>
        <translation>bassin d’emploi</translation>
    </message>
    <message>
        <source>{file} is no table of land consumption: it lacks {columns} (its first columns: {found}). Give the Cerema&apos;s conso_com, with idcom and naf11art12…, or the dashboard&apos;s, with land_id, year and total.</source>
        <translation>{file} n’est pas une table de consommation : il y manque {columns} (ses premières colonnes : {found}). Donnez conso_com du Cerema, avec idcom et naf11art12…, ou celle du tableau de bord, avec land_id, year et total.</translation>
    </message>
    <message>
        <source>{file} lacks the years {years} between its first and its last. Give the producer&apos;s whole file: figures of two vintages cannot be put together.</source>
        <translation>À {file} il manque les années {years} entre sa première et sa dernière. Donnez le fichier entier du producteur : les chiffres de deux millésimes ne s’assemblent pas.</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: {value} m² cannot be consumed; only −1 and −2 are residues of rounding. Correct the line, or fetch the file again.</source>
        <translation>{file}, ligne {line}, colonne {column} : {value} m² ne peuvent être consommés ; seuls −1 et −2 sont des restes d’arrondi. Corrigez la ligne, ou reprenez le fichier.</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: {value} is no number of square metres. Correct the line, or empty the cell: it then counts as unknown.</source>
        <translation>{file}, ligne {line}, colonne {column} : {value} n’est pas un nombre de mètres carrés. Corrigez la ligne, ou videz la case : elle compte alors comme inconnue.</translation>
    </message>
    <message>
        <source>{file}, line {line}: the municipality {value} stands in line {other_line} already. Remove one of them.</source>
        <translation>{file}, ligne {line} : la commune {value} est déjà à la ligne {other_line}. Supprimez l’une des deux.</translation>
    </message>
    <message>
        <source>{file} has two columns for the year {year}; {column} is one. Remove one of them.</source>
        <translation>{file} a deux colonnes pour l’année {year} ; {column} est l’une d’elles. Supprimez-en une.</translation>
    </message>
    <message>
        <source>{file} (vintage {vintage}) lacks the years {years}, which the regime counts from. Give a vintage that holds them.</source>
        <translation>À {file} (millésime {vintage}) il manque les années {years}, d’où le régime compte. Donnez un millésime qui les contient.</translation>
    </message>
    <message>
        <source>The regime {file} cannot be used. At {place}: {reason}. Correct it there.</source>
        <translation>Le régime {file} est inutilisable. En {place} : {reason}. Corrigez-le là.</translation>
    </message>
    <message>
        <source>{file}, line {line}: the municipality {commune} has {column} = {value}, but {other} in a line above. Say the same on all its lines, or on one alone.</source>
        <translation>{file}, ligne {line} : la commune {commune} a {column} = {value}, mais {other} dans une ligne plus haut. Dites la même chose sur toutes ses lignes, ou sur une seule.</translation>
    </message>
    <message>
        <source>The table of zones {file} names no municipality. Give a column code_insee with their codes.</source>
        <translation>La table de zones {file} ne nomme aucune commune. Donnez une colonne code_insee avec leurs codes.</translation>
    </message>
    <message>
        <source>{file}, line {line}: the zone {zone} is set a reduction of {value} %, which is another than above, or more than 100. Give one for the whole zone.</source>
        <translation>{file}, ligne {line} : la zone {zone} y a une réduction de {value} %, autre que plus haut, ou de plus de 100. Donnez-en une pour toute la zone.</translation>
    </message>
    <message>
        <source>{file}, line {line}: the municipality {commune} stands in the zone {zone} in line {other_line} already. Remove one of them.</source>
        <translation>{file}, ligne {line} : la commune {commune} est déjà dans la zone {zone} à la ligne {other_line}. Supprimez l’une des deux.</translation>
    </message>
    <message>
        <source>The zones of {file} are drawn, so the municipalities must be too: give a TERRITORY with the layer commune, or a table with code_insee and zone.</source>
        <translation>Les zones de {file} sont dessinées, les communes doivent l’être aussi : donnez un TERRITORY avec la couche commune, ou un tableau avec code_insee et zone.</translation>
    </message>
    <message>
        <source>The zones of {file} do not say their coordinate reference system. Set it in QGIS (Layer &gt; Set CRS) and save the layer anew.</source>
        <translation>Les zones de {file} ne disent pas leur système de coordonnées. Définissez-le dans QGIS (Couche &gt; Définir le SCR) et enregistrez la couche à nouveau.</translation>
    </message>
    <message>
        <source>{file}: {count} rows bear no code of a municipality and were left out (a total, a department?).</source>
        <translation>{file} : {count} lignes ne portent pas de code de commune et ont été laissées (un total, un département ?).</translation>
    </message>
    <message>
        <source>In {count} rows (the first in line {line}) the column {column} is not the sum of its years. The years count: check whether the file is whole.</source>
        <translation>Dans {count} lignes (la première est la ligne {line}) la colonne {column} n’est pas la somme de ses années. Les années comptent : vérifiez que le fichier est entier.</translation>
    </message>
    <message>
        <source>{count} ranked sites have no known area and offer no hectare, for example {sites}. Measure the land first.</source>
        <translation>{count} sites classés n’ont pas de surface connue et n’offrent aucun hectare, par exemple {sites}. Mesurez d’abord le foncier.</translation>
    </message>
    <message>
        <source>{count} codes of the demand are those of no territory, for example {codes}: the hectares sought there count nowhere. Correct them, or give the zones as ZONES.</source>
        <translation>{count} codes de la demande ne sont ceux d’aucun territoire, par exemple {codes} : les hectares recherchés là ne comptent nulle part. Corrigez-les, ou donnez les secteurs par ZONES.</translation>
    </message>
    <message>
        <source>{count} ranked sites have no class or date, for example {sites}: they count in the hectares offered, not in COVERAGE. Assess their readiness first (“Assess readiness”).</source>
        <translation>{count} sites classés n’ont ni classe ni date de maturité, par exemple {sites} : ils comptent dans les hectares offerts, pas dans COVERAGE. Évaluez d’abord leur maturité (« Évaluer la maturité »).</translation>
    </message>
    <message>
        <source>{count} ranked sites lie in no municipality of the table of consumption, for example {sites}: they are in no territory. Check comm_insee, or give a TERRITORY with its list of merged municipalities.</source>
        <translation>{count} sites classés ne sont dans aucune commune de la table de consommation, par exemple {sites} : ils ne sont d’aucun territoire. Vérifiez comm_insee, ou donnez un TERRITORY avec sa liste de communes fusionnées.</translation>
    </message>
    <message>
        <source>The sites have no rank: none is set against the demand. Score them first (“Score sites”), or give the layer sites of a study.</source>
        <translation>Les sites n’ont pas de rang : aucun n’est mis en face de la demande. Notez-les d’abord (« Noter les sites »), ou donnez la couche sites d’une étude.</translation>
    </message>
    <message>
        <source>The regime {regime} is a scenario: its text has not been verified. Do not show its figures as the law.</source>
        <translation>Le régime {regime} est un scénario : son texte n’a pas été vérifié. Ne présentez pas ses chiffres comme le droit.</translation>
    </message>
    <message>
        <source>{count} municipalities of the zones are not in the table of consumption, for example {communes}: the sums of their zones lack them.</source>
        <translation>{count} communes des zones ne sont pas dans la table de consommation, par exemple {communes} : elles manquent aux sommes de leurs zones.</translation>
    </message>
    <message>
        <source>Keeping the land ledger</source>
        <translation>Tenue du registre foncier</translation>
    </message>
    <message>
        <source>Writing the ledger</source>
        <translation>Écriture du registre</translation>
    </message>
    <message>
        <source>{value} is no coordinate reference system ({reason}). Give its code, for example EPSG:2154.</source>
        <translation>{value} n’est pas un système de coordonnées ({reason}). Donner son code, par exemple EPSG:2154.</translation>
    </message>
    <message>
        <source>{file} does not say its coordinate reference system; {count} sites were read in {crs}, which puts them in France. To be sure, give the system to “Import an inventory”.</source>
        <translation>{file} ne dit pas son système de coordonnées. Sites lus en {crs}, ce qui les place en France : {count}. Pour en être sûr, donner le système à « Importer un inventaire ».</translation>
    </message>
    <message>
        <source>{file}: the coordinates of {count} sites ({column}) were taken for {crs}, but {others} would put them in France too. Give “Import an inventory” the system, or a layer of municipalities to prove it.</source>
        <translation>{file} : sites dont les coordonnées ({column}) ont été lues en {crs}, alors que {others} les placerait aussi en France : {count}. Donner à « Importer un inventaire » le système, ou une couche des communes qui le prouve.</translation>
    </message>
    <message>
        <source>{count} sites without geometry name their parcels: “Import an inventory” places them, with a layer of parcels.</source>
        <translation>Sites sans géométrie qui nomment leurs parcelles : {count}. « Importer un inventaire » les place, avec une couche des parcelles.</translation>
    </message>
    <message>
        <source>{count} sites name parcels of municipalities that the layer of parcels does not cover: those parcels are unknown, not missing.</source>
        <translation>Sites qui nomment des parcelles de communes que la couche des parcelles ne couvre pas : {count} ; ces parcelles sont inconnues, et non disparues.</translation>
    </message>
    <message>
        <source>{count} sites are known by their municipality only: “Import an inventory” places them there, with a layer of municipalities.</source>
        <translation>Sites connus par leur seule commune : {count}. « Importer un inventaire » les y place, avec une couche des communes.</translation>
    </message>
    <message>
        <source>Rebuilding footprints from parcels</source>
        <translation>Reconstitution des emprises d’après les parcelles</translation>
    </message>
    <message>
        <source>The mapping names a column {column} that the inventory {file} does not have. Its columns: {columns}. Correct the name in the mapping.</source>
        <translation>Les correspondances nomment une colonne {column} que l’inventaire {file} n’a pas. Ses colonnes : {columns}. Corriger le nom dans les correspondances.</translation>
    </message>
    <message>
        <source>The mapping {file} names, at {place}, a field {field} that the standard does not have. Choose one of: {choices}.</source>
        <translation>Les correspondances {file} nomment, à {place}, un champ {field} que le standard n’a pas. Choisir parmi : {choices}.</translation>
    </message>
    <message>
        <source>The mapping {file} is not as expected at {place} (found: {value}). It has three optional parts: columns (column of the file to field), values (field to value met to value of the standard) and constants (field to value); names and values are texts.</source>
        <translation>Les correspondances {file} ne sont pas de la forme attendue à {place} (trouvé : {value}). Elles ont trois parties facultatives : columns (colonne du fichier vers champ), values (champ vers valeur rencontrée vers valeur du standard) et constants (champ vers valeur) ; noms et valeurs sont des textes.</translation>
    </message>
    <message>
        <source>The mapping {file} has a part {part} that is not known. Its parts are: {choices}. Correct the name or remove the part.</source>
        <translation>Les correspondances {file} ont une partie {part} qui n’est pas connue. Parties possibles : {choices}. Corriger le nom ou retirer cette partie.</translation>
    </message>
    <message>
        <source>The mapping {file} gives, at {place}, the value {value}, which is not in the standard&apos;s list. Choose one of: {choices}.</source>
        <translation>Les correspondances {file} donnent, à {place}, la valeur {value}, qui n’est pas dans la liste du standard. Choisir parmi : {choices}.</translation>
    </message>
    <message>
        <source>The table of the allowance {file} holds no territory with its hectares. Give one line per municipality (INSEE code) or grouping (SIREN), with the hectares that are left.</source>
        <translation>La table de l’enveloppe {file} ne contient aucun territoire avec ses hectares. Donnez une ligne par commune (code INSEE) ou intercommunalité (SIREN), avec les hectares qui restent.</translation>
    </message>
    <message>
        <source>The allowance {value} is neither a number of hectares nor a table that exists. Give hectares, 0 where nothing is left, or a table with a code and hectares.</source>
        <translation>L’enveloppe {value} n’est ni un nombre d’hectares ni une table qui existe. Donnez des hectares, 0 s’il n’en reste pas, ou une table avec un code et des hectares.</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: the territory {value} stands on line {other_line} already. Keep one line for each.</source>
        <translation>{file}, ligne {line}, colonne {column} : le territoire {value} est déjà à la ligne {other_line}. Gardez une ligne pour chacun.</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: {value} is no date. Write it as 2028-06-30 or 30/06/2028; a year or a month alone is taken to its end.</source>
        <translation>{file}, ligne {line}, colonne {column} : {value} n’est pas une date. Écrivez-la 2028-06-30 ou 30/06/2028 ; une année ou un mois seul va jusqu’à sa fin.</translation>
    </message>
    <message>
        <source>The table of projects {file} holds no project. Give one line per project, with its name.</source>
        <translation>La table de projets {file} ne contient aucun projet. Donnez une ligne par projet, avec son nom.</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: {value} is no hall. Write its length and width in metres, for example 120 × 60, or both in columns of their own.</source>
        <translation>{file}, ligne {line}, colonne {column} : {value} n’est pas une halle. Écrivez sa longueur et sa largeur en mètres, par exemple 120 × 60, ou chacune dans sa colonne.</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: the project {value} stands on line {other_line} already. Give each project a name of its own.</source>
        <translation>{file}, ligne {line}, colonne {column} : le projet {value} est déjà à la ligne {other_line}. Donnez à chaque projet son propre nom.</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: there is no profile named {value}. Write the path of a profile (.json), or one of: {choices}.</source>
        <translation>{file}, ligne {line}, colonne {column} : aucun profil ne s’appelle {value}. Écrivez le chemin d’un profil (.json), ou l’un de ceux-ci : {choices}.</translation>
    </message>
    <message>
        <source>{file}, line {line}: the project has no name. Give it one, or take the line out.</source>
        <translation>{file}, ligne {line} : le projet n’a pas de nom. Donnez-lui-en un, ou retirez la ligne.</translation>
    </message>
    <message>
        <source>The solver gave an assignment that does not respect the areas or the allowance; nothing was written. Try again with another gap (GAP), and report this with your data.</source>
        <translation>Le solveur a donné une affectation qui ne respecte pas les surfaces ou l’enveloppe ; rien n’a été écrit. Réessayez avec un autre écart (GAP), et signalez-le avec vos données.</translation>
    </message>
    <message>
        <source>{projects} projects and {sites} sites make more than {most} pairs that may be assigned. Give fewer sites, for example those of one territory, or projects that say more of what they need.</source>
        <translation>{projects} projets et {sites} sites font plus de {most} couples possibles. Donnez moins de sites, par exemple ceux d’un seul territoire, ou des projets qui disent mieux ce qu’ils exigent.</translation>
    </message>
    <message>
        <source>The sites carry no score, and some projects name no profile. Score the sites first (“Score sites”), or write in the column profil of the demand under which profile each project is to be judged.</source>
        <translation>Les sites ne portent pas de score, et des projets ne nomment pas de profil. Notez d’abord les sites (« Noter les sites »), ou écrivez dans la colonne profil de la demande sous quel profil juger chaque projet.</translation>
    </message>
    <message>
        <source>{file}: the columns {columns} both say the same ({name}). Keep one of them, or rename the other.</source>
        <translation>{file} : les colonnes {columns} disent la même chose ({name}). Gardez l’une d’elles, ou renommez l’autre.</translation>
    </message>
    <message>
        <source>{file} lacks the columns {columns}. The columns that were not understood: {found}. Rename the right one.</source>
        <translation>Il manque à {file} les colonnes {columns}. Les colonnes qui n’ont pas été comprises : {found}. Renommez la bonne.</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: {value} cannot be. Write a number above zero, or leave the cell empty where nothing is asked.</source>
        <translation>{file}, ligne {line}, colonne {column} : {value} n’est pas possible. Écrivez un nombre au-dessus de zéro, ou laissez la cellule vide si rien n’est exigé.</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: {value} is no number. Write for example 3,5 or 3.5, or leave the cell empty where nothing is asked.</source>
        <translation>{file}, ligne {line}, colonne {column} : {value} n’est pas un nombre. Écrivez par exemple 3,5 ou 3.5, ou laissez la cellule vide si rien n’est exigé.</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: {value} is not understood. Write one of: {choices}.</source>
        <translation>{file}, ligne {line}, colonne {column} : {value} n’est pas compris. Écrivez l’un de ces mots : {choices}.</translation>
    </message>
    <message>
        <source>{file}: these columns of the projects were not understood and not used: {columns}.</source>
        <translation>{file} : ces colonnes des projets n’ont pas été comprises ni employées : {columns}.</translation>
    </message>
    <message>
        <source>Unknown needs were admitted. {need} is unknown for {count} pairs of a project and a site: verify it for those that were assigned (projet_a_verifier).</source>
        <translation>Des exigences inconnues ont été admises. {need} est inconnu pour {count} couples d’un projet et d’un site : vérifiez-le pour ceux qui sont affectés (projet_a_verifier).</translation>
    </message>
    <message>
        <source>{count} of the {of} sites in question do not say what would be newly artificialised: all that a project takes counts as new there. Measure the artificialisation to know.</source>
        <translation>{count} des {of} sites en question ne disent pas ce qui serait artificialisé : tout ce qu’un projet y prend compte comme nouveau. Mesurez l’artificialisation pour le savoir.</translation>
    </message>
    <message>
        <source>{count} of the {of} sites in question do not say in how many months they are ready: they count as the slowest known. Run the readiness first.</source>
        <translation>{count} des {of} sites en question ne disent pas dans combien de mois ils seront prêts : ils comptent comme le plus lent connu. Calculez d’abord la maturité.</translation>
    </message>
    <message>
        <source>None of the {count} sites may be assigned: {vetoed} under a veto, {unranked} left out of the ranking. The table of what is left out says why.</source>
        <translation>Aucun des {count} sites ne peut être affecté : {vetoed} sous veto, {unranked} hors classement. La table de ce qui n’est pas retenu dit pourquoi.</translation>
    </message>
    <message>
        <source>No second Python could be started, so the solver works here and cannot be stopped before its {seconds} s are over.</source>
        <translation>Aucun second Python n’a pu être lancé : le solveur travaille ici, et on ne peut pas l’arrêter avant la fin de ses {seconds} s.</translation>
    </message>
    <message>
        <source>{count} sites lie in no territory of the allowance ({sites}): what they may newly take is unknown. Add their municipality or grouping to the table, with 0 where nothing is left.</source>
        <translation>{count} sites ne sont dans aucun territoire de l’enveloppe ({sites}) : on ignore ce qu’ils peuvent prendre de nouveau. Ajoutez leur commune ou leur intercommunalité à la table, avec 0 s’il ne reste rien.</translation>
    </message>
    <message>
        <source>There is one site only ({site}): it goes to the project that it suits best, if any.</source>
        <translation>Il n’y a qu’un site ({site}) : il va au projet auquel il convient le mieux, s’il y en a un.</translation>
    </message>
    <message>
        <source>The solver was stopped after {seconds} s: the fitness reached is at most {percent} % below the best possible, months and new land may not be at their least, and another run may give another assignment. Give it more time (TIME_LIMIT), or a larger gap (GAP).</source>
        <translation>Le solveur a été arrêté après {seconds} s : l’aptitude atteinte est au plus {percent} % sous la plus haute possible, les mois et le sol nouveau ne sont peut-être pas au plus bas, et un autre calcul peut donner une autre affectation. Donnez-lui plus de temps (TIME_LIMIT), ou un écart plus grand (GAP).</translation>
    </message>
    <message>
        <source>{count} territories of the allowance hold no site: {codes}.</source>
        <translation>{count} territoires de l’enveloppe n’ont aucun site : {codes}.</translation>
    </message>
    <message>
        <source>Unknown facts keep pairs out that would suit otherwise, most often {need} ({count} pairs). Measure it, or admit what is unknown (ADMIT_UNKNOWN).</source>
        <translation>Des faits inconnus écartent des couples qui conviendraient par ailleurs, le plus souvent {need} ({count} couples). Mesurez-le, ou admettez ce que l’on ignore (ADMIT_UNKNOWN).</translation>
    </message>
    <message>
        <source>{count} pairs are too many to prove the best assignment: the fitness reached is at most {percent} % below the best possible. Within that gap, months and new land were kept low.</source>
        <translation>{count} couples, c’est trop pour prouver la meilleure affectation : l’aptitude atteinte est au plus {percent} % sous la plus haute possible. Dans cet écart, les mois et le sol nouveau ont été tenus bas.</translation>
    </message>
    <message>
        <source>Judging {projects} projects for {sites} sites</source>
        <translation>Examen de {projects} projets pour {sites} sites</translation>
    </message>
    <message>
        <source>Choosing among {count} pairs</source>
        <translation>Choix parmi {count} couples</translation>
    </message>
    <message>
        <source>Writing the assignment</source>
        <translation>Écriture de l’affectation</translation>
    </message>
    <message>
        <source>There is nothing to measure by ({name}): neither a territory nor a layer is given. Give TERRITORY, a GeoPackage or JSON file of reference layers, or at least one of the layers: {roles}.</source>
        <translation>Rien ne permet de mesurer ({name}) : ni territoire ni couche ne sont donnés. Donner TERRITORY, un GeoPackage ou un fichier JSON de couches de référence, ou l’une au moins des couches : {roles}.</translation>
    </message>
    <message>
        <source>The need {name} of the profile is not understood: {value}. A hall is written {{&quot;longueur&quot;: 60, &quot;largeur&quot;: 40}}, in metres; a power is a number of megawatts.</source>
        <translation>Le besoin {name} du profil n’est pas compris : {value}. Une halle s’écrit {{&quot;longueur&quot;: 60, &quot;largeur&quot;: 40}}, en mètres ; une puissance est un nombre de mégawatts.</translation>
    </message>
    <message>
        <source>{parameter} is {value}, which is no number. Give one with a point before its decimals, for example 4.3.</source>
        <translation>{parameter} vaut {value}, qui n’est pas un nombre. En donner un, avec un point devant ses décimales, par exemple 4.3.</translation>
    </message>
    <message>
        <source>{role}: {layer} is no raster that lies in a file, so it cannot be measured by. Save it as GeoTIFF (Layer &gt; Save As), and give that file.</source>
        <translation>{role} : {layer} n’est pas un raster enregistré dans un fichier, et rien ne peut être mesuré avec lui. L’enregistrer en GeoTIFF (Couche &gt; Enregistrer sous), et donner ce fichier.</translation>
    </message>
    <message>
        <source>Roads: {zero_length} stretches of no length left out, {doubles} that stand twice counted once, {no_speed} with a speed of 0 driven at the usual speed of their class, {no_importance} of unknown importance taken for local roads, {zero_limits} with a limit of 0 taken for none. The source is unchanged.</source>
        <translation>Routes : {zero_length} tronçons sans longueur laissés de côté, {doubles} en double comptés une fois, {no_speed} de vitesse nulle parcourus à la vitesse usuelle de leur classe, {no_importance} d’importance inconnue pris pour des routes locales, {zero_limits} avec une limite de 0 prise pour une absence de limite. La source n’est pas modifiée.</translation>
    </message>
    <message>
        <source>{count} of {of} sites have no known footprint (a point, a disc or a parcel guessed): shares and areas stay unknown there. Import the inventory with the cadastre (PARCELS), or draw them.</source>
        <translation>{count} des {of} sites n’ont pas d’emprise connue (un point, un disque ou une parcelle supposée) : parts et surfaces y restent inconnues. Importez l’inventaire avec le cadastre (PARCELS), ou dessinez-les.</translation>
    </message>
    <message>
        <source>{count} sites have no road nearby: their access stays unknown. Check their place, and whether the road layer covers it.</source>
        <translation>{count} sites n’ont pas de route à proximité : leur desserte reste inconnue. Vérifiez leur position, et que la couche des routes la couvre.</translation>
    </message>
    <message>
        <source>{count} sites lie on a part of the road network that nothing joins to the main one: what lies beyond cannot be reached. Check whether the road layer is cut there; an island is rightly told.</source>
        <translation>{count} sites sont sur une partie du réseau routier que rien ne relie au réseau principal : ce qui est au-delà n’est pas accessible. Vérifiez si la couche des routes y est coupée ; pour une île, c’est exact.</translation>
    </message>
    <message>
        <source>{count} sites have altitudes on less than {percent} % of their area: their slope stays unknown.</source>
        <translation>{count} sites n’ont d’altitudes que sur moins de {percent} % de leur surface : leur pente reste inconnue.</translation>
    </message>
    <message>
        <source>{role}: {count} files of the folder {folder} are no rasters and were left out ({files}). Check that none of them is a damaged tile.</source>
        <translation>{role} : {count} fichiers du dossier {folder} ne sont pas des rasters et ont été écartés ({files}). Vérifiez qu’aucun n’est une dalle abîmée.</translation>
    </message>
    <message>
        <source>{role}: the layer gives no voltages; those of {count} substations near the sites are inferred from the lines that reach them, {unknown} stay unknown and count as high voltage.</source>
        <translation>{role} : la couche ne donne aucune tension ; celle de {count} postes autour des sites est déduite des lignes qui les desservent, {unknown} restent de tension inconnue et comptent comme HTB.</translation>
    </message>
    <message>
        <source>{column}: {count} values of the inventory are neither yes nor no and were not used; write oui or non.</source>
        <translation>{column} : {count} valeurs de l’inventaire ne disent ni oui ni non et n’ont pas été prises en compte ; écrivez oui ou non.</translation>
    </message>
    <message>
        <source>{count} findings in the inventory, {errors} of them errors: some sites may not be measured, or not as they are. “Import an inventory” lists each of them with what to do.</source>
        <translation>{count} constats dans l’inventaire, dont {errors} erreurs : des sites peuvent n’être pas mesurés, ou pas tels qu’ils sont. « Importer un inventaire » les donne un par un avec ce qu’il faut faire.</translation>
    </message>
    <message>
        <source>Writing the measured sites</source>
        <translation>Écriture des sites mesurés</translation>
    </message>
    <message>
        <source>No inventory was given: give one or more layers or files to merge.</source>
        <translation>Aucun inventaire n’a été donné : donner une ou plusieurs couches, ou des fichiers, à fusionner.</translation>
    </message>
    <message>
        <source>Ranked, but met neither as an inventory nor as a producer nor as a source: {producers}. See how they are written in source_producteur, or give the name of the file.</source>
        <translation>Classés, mais rencontrés ni comme inventaire, ni comme producteur, ni comme source : {producers}. Voir comment ils sont écrits dans source_producteur, ou donner le nom du fichier.</translation>
    </message>
    <message>
        <source>{count} parcels, identifiers or names belong to more than {limit} records: each of these was compared with {limit} others only.</source>
        <translation>Parcelles, identifiants ou noms qui appartiennent à plus de {limit} fiches : {count} ; chacune de ces fiches n’a été comparée qu’à {limit} autres.</translation>
    </message>
    <message>
        <source>{count} sites had the identifier of another site and got a mark behind theirs: {sites}. The decisions list the pairs of the same identifier.</source>
        <translation>Sites qui avaient l’identifiant d’un autre site, et dont l’identifiant a reçu une marque à la fin : {count} ({sites}). Les décisions listent les paires de même identifiant.</translation>
    </message>
    <message>
        <source>{inventory}: the import met {count} errors. Import this inventory by itself to read and mend them.</source>
        <translation>{inventory} : erreurs rencontrées par l’import : {count}. Importer cet inventaire seul pour les lire et les corriger.</translation>
    </message>
    <message>
        <source>{count} pairs of footprints of the merged inventory still overlap, by {area} m² in all: nothing was cut. The decisions say which to look at.</source>
        <translation>Paires d’emprises de l’inventaire fusionné qui se recouvrent encore : {count}, sur {area} m² en tout ; rien n’a été découpé. Les décisions disent lesquelles sont à regarder.</translation>
    </message>
    <message>
        <source>Columns that only the later inventory has, not compared: {columns}.</source>
        <translation>Colonnes que seul l’inventaire le plus récent possède, non comparées : {columns}.</translation>
    </message>
    <message>
        <source>Columns that only the earlier inventory has, not compared: {columns}.</source>
        <translation>Colonnes que seul l’inventaire le plus ancien possède, non comparées : {columns}.</translation>
    </message>
    <message>
        <source>Opening {inventory}</source>
        <translation>Ouverture de {inventory}</translation>
    </message>
    <message>
        <source>Looking for records that may be the same among {count}</source>
        <translation>Recherche des fiches qui pourraient être les mêmes, parmi {count}</translation>
    </message>
    <message>
        <source>Comparing {count} pairs of records</source>
        <translation>Comparaison des paires de fiches : {count}</translation>
    </message>
    <message>
        <source>Merging {count} records into others</source>
        <translation>Fusion de fiches dans d’autres : {count}</translation>
    </message>
    <message>
        <source>Writing the merged inventory and the decisions</source>
        <translation>Écriture de l’inventaire fusionné et des décisions</translation>
    </message>
    <message>
        <source>Matching {before} sites of before with {after} of after</source>
        <translation>Rapprochement des sites : {before} avant, {after} après</translation>
    </message>
    <message>
        <source>Comparing shapes and values</source>
        <translation>Comparaison des formes et des valeurs</translation>
    </message>
    <message>
        <source>Writing the changes</source>
        <translation>Écriture des changements</translation>
    </message>
    <message>
        <source>{role}: a rule of the territory (vocations) gives zones the vocation {value}, which does not exist. Write one of: {choices}.</source>
        <translation>{role} : une règle du territoire (vocations) donne à des zones la vocation {value}, qui n’existe pas. Écrire l’une de celles-ci : {choices}.</translation>
    </message>
    <message>
        <source>{role}: the rules of the territory (vocations) are not understood: {value}. Write a list of rules such as {{&quot;libelle&quot;: &quot;^UE&quot;, &quot;vocation&quot;: &quot;activité&quot;}}; libelle, libelong and idurba are regular expressions.</source>
        <translation>{role} : les règles du territoire (vocations) ne sont pas comprises : {value}. Écrire une liste de règles comme {{&quot;libelle&quot;: &quot;^UE&quot;, &quot;vocation&quot;: &quot;activité&quot;}} ; libelle, libelong et idurba sont des expressions régulières.</translation>
    </message>
    <message>
        <source>{role}: this layer does not say where people live, or holds a part of the buildings only: the dwellings stay unknown. Give the buildings of BD TOPO v3.</source>
        <translation>{role} : cette couche ne dit pas où l’on habite, ou n’a qu’une partie des bâtiments : les logements restent inconnus. Donner les bâtiments de la BD TOPO v3.</translation>
    </message>
    <message>
        <source>{role}: the {count} objects near the sites are points or lines, which cover no area: what rests on them stays unknown. Give the layer of surfaces.</source>
        <translation>{role} : les {count} objets proches des sites sont des points ou des lignes, qui ne couvrent aucune surface : ce qui en dépend reste inconnu. Donner la couche des surfaces.</translation>
    </message>
    <message>
        <source>{role}: {count} objects near the sites are points or lines, which cover no area, and were left out.</source>
        <translation>{role} : {count} objets proches des sites sont des points ou des lignes, qui ne couvrent aucune surface ; ils ont été laissés de côté.</translation>
    </message>
    <message>
        <source>On {count} sites planning zones lie one over another: each share is told as it is (zones, zone_superposee_part), and weighs less, so that together they make no more than the site.</source>
        <translation>Sur {count} sites, des zones du plan se superposent : chaque part est dite telle quelle (zones, zone_superposee_part) et pèse moins, pour qu’ensemble elles ne dépassent pas le site.</translation>
    </message>
    <message>
        <source>{role}: the table {layer} of {file} has neither geometries nor INSEE codes, so nothing of it can be placed. Load it in QGIS as points by its X and Y columns (Layer &gt; Add Layer &gt; Add Delimited Text Layer) and give that layer, or add a column code_insee, or leave this role out: it then counts as unknown.</source>
        <translation>{role} : la table {layer} de {file} n’a ni géométrie ni code INSEE, rien n’y peut donc être placé. Chargez-la dans QGIS comme points d’après ses colonnes X et Y (Couche &gt; Ajouter une couche &gt; Ajouter une couche de texte délimité) et donnez cette couche, ou ajoutez une colonne code_insee, ou laissez ce rôle de côté : il compte alors comme inconnu.</translation>
    </message>
    <message>
        <source>{role}: {count} objects near the sites are drawn as lines, or as points where areas are needed: how much of a site they cover cannot be told. They count by their distance, and the register as not wholly searched. Give the producer&apos;s original layer.</source>
        <translation>{role} : {count} objets proches des sites sont dessinés en lignes, ou en points là où il faut des surfaces : la part d’un site qu’ils couvrent ne peut être dite. Ils comptent par leur distance, et le registre comme incomplètement consulté. Donnez la couche d’origine du producteur.</translation>
    </message>
    <message>
        <source>{role}: {count} records say how they were located in words that are not known ({words}); they count as if they did not say.</source>
        <translation>{role} : {count} fiches disent leur localisation en des mots inconnus ({words}) ; elles comptent comme si elles ne la disaient pas.</translation>
    </message>
    <message>
        <source>{role}: {count} records have neither a geometry nor an INSEE code and were left out: nobody can tell which site they speak of.</source>
        <translation>{role} : {count} fiches n’ont ni géométrie ni code INSEE et sont laissées de côté : nul ne peut dire de quel site elles parlent.</translation>
    </message>
    <message>
        <source>The procedures of {file} wait for one another in a circle: {cycle}. Remove one of these links.</source>
        <translation>Les procédures de {file} s’attendent en rond : {cycle}. Supprimer l’un de ces liens.</translation>
    </message>
    <message>
        <source>The procedures {file} cannot be used. At {place}: {reason}. Correct it there.</source>
        <translation>Les procédures {file} sont inutilisables. En {place} : {reason}. Corrigez-le là.</translation>
    </message>
    <message>
        <source>There are no procedures named {value}. Give a JSON file, or one of: {choices}.</source>
        <translation>Il n’existe pas de procédures nommées {value}. Donner un fichier JSON, ou choisir parmi : {choices}.</translation>
    </message>
    <message>
        <source>Nobody says from which day months are counted. Give the reference date, or the sites of a study.</source>
        <translation>Rien ne dit de quel jour se comptent les mois. Donnez la date de référence, ou les sites d’une étude.</translation>
    </message>
    <message>
        <source>The table of procedures {file}, line {line}: {step} of the site {site} is done or running, and yet it begins on {start}, after the reference date {on}. Correct the status or the date.</source>
        <translation>Le tableau des procédures {file}, ligne {line} : {step} du site {site} est fait ou en cours, et pourtant commence le {start}, après la date de référence {on}. Corrigez le statut ou la date.</translation>
    </message>
    <message>
        <source>The table of procedures {file}, line {line}: {step} of the site {site} is done, and yet it ends on {end}, after the reference date {on}. Write en_cours, or correct the date.</source>
        <translation>Le tableau des procédures {file}, ligne {line} : {step} du site {site} est fait, et pourtant finit le {end}, après la date de référence {on}. Écrivez en_cours, ou corrigez la date.</translation>
    </message>
    <message>
        <source>The table of procedures {file}, line {line}: {step} of the site {site} ends on {end}, before it begins on {start}. Correct one of the dates.</source>
        <translation>Le tableau des procédures {file}, ligne {line} : {step} du site {site} finit le {end}, avant de commencer le {start}. Corrigez l’une des dates.</translation>
    </message>
    <message>
        <source>The table of procedures {file}, line {line}: {step} of the site {site} has {months} months left, more than a century. Correct reste_mois.</source>
        <translation>Le tableau des procédures {file}, ligne {line} : il reste {months} mois à {step} du site {site}, plus d’un siècle. Corrigez reste_mois.</translation>
    </message>
    <message>
        <source>The table of procedures {file}, line {line}: {step} of the site {site} stands in line {other_line} already. Remove one of them.</source>
        <translation>Le tableau des procédures {file}, ligne {line} : {step} du site {site} est déjà à la ligne {other_line}. Supprimez l’une des deux.</translation>
    </message>
    <message>
        <source>The table of procedures {file}, line {line} lacks the site, the step or the status (site {site}, step {step}). Fill it in, or empty the line.</source>
        <translation>Au tableau des procédures {file}, ligne {line}, il manque le site, l’étape ou le statut (site {site}, étape {step}). Remplissez-le, ou videz la ligne.</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: {value} is no date. Write it as 2028-06-30 or 30/06/2028.</source>
        <translation>{file}, ligne {line}, colonne {column} : {value} n’est pas une date. Écrivez 2028-06-30 ou 30/06/2028.</translation>
    </message>
    <message>
        <source>{count} running procedures should have ended by the reference date, for example on the sites {sites}. They are counted for one more month: correct fin_prevue, or write fait.</source>
        <translation>{count} procédures en cours devraient être finies à la date de référence, par exemple sur les sites {sites}. Elles comptent pour un mois de plus : corrigez fin_prevue, ou écrivez fait.</translation>
    </message>
    <message>
        <source>{count} sites of the table of procedures are not in the inventory and were left out, for example (with their lines): {sites}. Correct site_id, or remove the lines.</source>
        <translation>{count} sites du tableau des procédures ne sont pas dans l’inventaire et sont laissés de côté, par exemple (avec leur ligne) : {sites}. Corrigez site_id, ou supprimez ces lignes.</translation>
    </message>
    <message>
        <source>The sites do not say whether a veto holds: none has class R0, and all have it at worst. Score them first (“Score sites”), or give the layer sites of a study.</source>
        <translation>Les sites ne disent pas si un veto tient : aucun n’est en classe R0, tous y sont au pire. Notez-les d’abord (« Noter les sites »), ou donnez la couche sites d’une étude.</translation>
    </message>
    <message>
        <source>Laying the procedures end to end</source>
        <translation>Enchaînement des procédures</translation>
    </message>
    <message>
        <source>Writing the readiness</source>
        <translation>Écriture de la maturité</translation>
    </message>
    <message>
        <source>The archive {file} holds several files that may be the inventory: {members}. Name the one to read as the layer.</source>
        <translation>L’archive {file} contient plusieurs fichiers qui peuvent être l’inventaire : {members}. Donner comme couche le nom de celui à lire.</translation>
    </message>
    <message>
        <source>The archive {file} holds no inventory. Put one in it: a CSV, XLSX, ODS, GeoPackage, GeoJSON or Shapefile.</source>
        <translation>L’archive {file} ne contient aucun inventaire. Y mettre un CSV, XLSX, ODS, GeoPackage, GeoJSON ou Shapefile.</translation>
    </message>
    <message>
        <source>In the archive {file}, {member} is protected by a password. Unpack it with its password, and give the file itself.</source>
        <translation>Dans l’archive {file}, {member} est protégé par un mot de passe. Le décompresser avec son mot de passe, et donner le fichier lui-même.</translation>
    </message>
    <message>
        <source>{file} is packed more than {limit} times in archives. Unpack it, and give the inventory itself.</source>
        <translation>{file} est compressé plus de {limit} fois, archive dans archive. Le décompresser, et donner l’inventaire lui-même.</translation>
    </message>
    <message>
        <source>{file} would unpack to more than {limit}. Check where it comes from, then unpack it and give the inventory itself.</source>
        <translation>{file} dépasserait {limit} une fois décompressé. Vérifier d’où il vient, puis le décompresser et donner l’inventaire lui-même.</translation>
    </message>
    <message>
        <source>{file} is an archive of the format {format}, which is not read. Unpack it and give the inventory, or pack it as ZIP.</source>
        <translation>{file} est une archive au format {format}, qui n’est pas lu. La décompresser et donner l’inventaire, ou le compresser en ZIP.</translation>
    </message>
    <message>
        <source>Line {line} of {file} has {found} values where the header has {expected} columns. Correct that line: a value that holds the separator stands in quotes.</source>
        <translation>La ligne {line} de {file} a {found} valeurs là où l’en-tête a {expected} colonnes. Corriger cette ligne : une valeur qui contient le séparateur se met entre guillemets.</translation>
    </message>
    <message>
        <source>In {file}, a quote opened in the record of line {line} is never closed. Close or remove it.</source>
        <translation>Dans {file}, un guillemet ouvert dans la fiche de la ligne {line} n’est jamais fermé. Le fermer ou le supprimer.</translation>
    </message>
    <message>
        <source>There is no encoding named {value}. Choose one of: {choices}.</source>
        <translation>Il n’existe pas d’encodage nommé {value}. Choisir parmi : {choices}.</translation>
    </message>
    <message>
        <source>The file {file} is damaged or cut ({reason}). Download or copy it again.</source>
        <translation>Le fichier {file} est endommagé ou tronqué ({reason}). Le télécharger ou le copier à nouveau.</translation>
    </message>
    <message>
        <source>{file} is a folder. Give the inventory&apos;s file.</source>
        <translation>{file} est un dossier. Donner le fichier de l’inventaire.</translation>
    </message>
    <message>
        <source>{file} is a page of a web site, not an inventory: the download probably gave an error or login page. Open it to read what it says, and download the file again.</source>
        <translation>{file} est une page d’un site web, non un inventaire : le téléchargement a sans doute donné une page d’erreur ou de connexion. L’ouvrir pour lire ce qu’elle dit, et télécharger le fichier à nouveau.</translation>
    </message>
    <message>
        <source>{file} is a {format} file, which holds no inventory. Give a CSV, XLSX, ODS, GeoPackage, GeoJSON or Shapefile.</source>
        <translation>{file} est un fichier {format}, qui ne contient pas d’inventaire. Donner un CSV, XLSX, ODS, GeoPackage, GeoJSON ou Shapefile.</translation>
    </message>
    <message>
        <source>{file} is larger than {limit}. Save it as GeoPackage, or cut it into parts.</source>
        <translation>{file} dépasse {limit}. L’enregistrer en GeoPackage, ou le diviser en plusieurs parties.</translation>
    </message>
    <message>
        <source>The file {file} holds no layer: it is empty, damaged or cut. Download or copy it again, or choose another.</source>
        <translation>Le fichier {file} ne contient aucune couche : il est vide, endommagé ou tronqué. Le télécharger ou le copier à nouveau, ou en choisir un autre.</translation>
    </message>
    <message>
        <source>{file} is in a format that is not read ({format}), or is damaged. Formats that may lead to other files or to the network are not opened. In QGIS, save the layer as GeoPackage, and give that.</source>
        <translation>{file} est dans un format qui n’est pas lu ({format}), ou abîmé. Les formats qui peuvent mener à d’autres fichiers ou au réseau ne sont pas ouverts. Dans QGIS, enregistrer la couche en GeoPackage, et donner celui-ci.</translation>
    </message>
    <message>
        <source>{file} is in the format {format}, which the GDAL of this QGIS does not read. Save it as GeoPackage, or use a QGIS that reads it.</source>
        <translation>{file} est au format {format}, que le GDAL de ce QGIS ne lit pas. L’enregistrer en GeoPackage, ou utiliser un QGIS qui le lit.</translation>
    </message>
    <message>
        <source>No line of {file} names the columns: where the names should be stands {value}. Add a first line of names.</source>
        <translation>Aucune ligne de {file} ne nomme les colonnes : là où les noms devraient être se trouve {value}. Ajouter une première ligne de noms.</translation>
    </message>
    <message>
        <source>The JSON of {file} nests more values in one another than can be read. Save it anew as GeoJSON.</source>
        <translation>Le JSON de {file} emboîte plus de valeurs les unes dans les autres qu’il n’est possible d’en lire. L’enregistrer à nouveau en GeoJSON.</translation>
    </message>
    <message>
        <source>{file} is JSON but holds neither features nor a list of records; it has {keys}. Give a GeoJSON FeatureCollection.</source>
        <translation>{file} est du JSON mais ne contient ni entités ni liste de fiches ; il contient : {keys}. Donner une FeatureCollection GeoJSON.</translation>
    </message>
    <message>
        <source>The Shapefile {file} lacks {part}, which holds the attributes. Copy that file beside it; all parts of a Shapefile travel together.</source>
        <translation>Il manque au Shapefile {file} le fichier {part}, qui contient les attributs. Le copier à côté ; toutes les parties d’un Shapefile vont ensemble.</translation>
    </message>
    <message>
        <source>The database {file} has tables that are read from other files ({modules}). In QGIS, save its layer as a new GeoPackage, and give that.</source>
        <translation>La base {file} a des tables qui sont lues dans d’autres fichiers ({modules}). Dans QGIS, enregistrer sa couche dans un nouveau GeoPackage, et donner celui-ci.</translation>
    </message>
    <message>
        <source>The Shapefile {file} lacks {part}, the index of its shapes. Copy that file beside it, or let QGIS rebuild it (Processing &gt; Repair Shapefile).</source>
        <translation>Il manque au Shapefile {file} le fichier {part}, l’index de ses formes. Le copier à côté, ou laisser QGIS le refaire (Traitement &gt; Réparer un shapefile).</translation>
    </message>
    <message>
        <source>{file}: {count} characters or values cannot be read as {encoding}, the first at line {line}; they are marked �. Give the encoding of the file.</source>
        <translation>{file} : caractères ou valeurs illisibles en {encoding} : {count}, à partir de la ligne {line} ; ils sont marqués �. Donner l’encodage du fichier.</translation>
    </message>
    <message>
        <source>{file}: columns bear the same name; they were renamed: {columns}.</source>
        <translation>{file} : des colonnes portent le même nom ; elles ont été renommées : {columns}.</translation>
    </message>
    <message>
        <source>{file}: the text was read as {encoding}, in which most of its letters are French. Check the accents, or give the encoding.</source>
        <translation>{file} : le texte a été lu en {encoding}, où la plupart de ses lettres sont françaises. Vérifier les accents, ou donner l’encodage.</translation>
    </message>
    <message>
        <source>{file}: {count} lines of this UTF-8 text are not UTF-8, the first is line {line}; they were read as Windows-1252. Check their accents.</source>
        <translation>{file} : lignes de ce texte UTF-8 qui ne sont pas en UTF-8 : {count}, à partir de la ligne {line} ; elles ont été lues en Windows-1252. Vérifier leurs accents.</translation>
    </message>
    <message>
        <source>{file}: the line of column names comes again {count} times, first at line {line}; those lines were left out.</source>
        <translation>{file} : la ligne des noms de colonnes revient {count} fois, d’abord à la ligne {line} ; ces lignes ont été laissées de côté.</translation>
    </message>
    <message>
        <source>{file}: the inventory was read from {layer}; it also holds {others}. Name the layer if it should be another.</source>
        <translation>{file} : l’inventaire a été lu dans {layer} ; le fichier contient aussi {others}. Donner le nom de la couche si ce doit être une autre.</translation>
    </message>
    <message>
        <source>{file}: {count} null characters removed, the first at line {line}.</source>
        <translation>{file} : caractères nuls supprimés : {count}, à partir de la ligne {line}.</translation>
    </message>
    <message>
        <source>{file} says it holds {expected} records; {found} could be read. Check that the file is whole.</source>
        <translation>Nombre de fiches que {file} dit contenir : {expected} ; nombre de fiches lues : {found}. Vérifier que le fichier est entier.</translation>
    </message>
    <message>
        <source>{file}: {count} footprints had an outline that was not closed; it was closed.</source>
        <translation>{file} : emprises dont le contour n’était pas fermé : {count} ; il a été fermé.</translation>
    </message>
    <message>
        <source>{file}: no valid .cpg says the encoding of the texts; {encoding} was found. Check the accents, or give the encoding.</source>
        <translation>{file} : aucun .cpg valide ne dit l’encodage des textes ; {encoding} a été trouvé. Vérifier les accents, ou donner l’encodage.</translation>
    </message>
    <message>
        <source>{value} draws of weights are not possible. Ask for 1 to {most}.</source>
        <translation>{value} tirages de poids ne sont pas possibles. Demandez-en de 1 à {most}.</translation>
    </message>
    <message>
        <source>The file {file} nests its JSON too deeply to be read. Check that it is the file you mean, and take nesting out.</source>
        <translation>Le JSON du fichier {file} est trop profondément imbriqué pour être lu. Vérifiez que c’est bien ce fichier, et réduisez l’imbrication.</translation>
    </message>
    <message>
        <source>The sites have none of the columns that the profile {profile} scores ({columns}). Measure them first (“Measures” in the toolbox), or give the layer sites of a study.</source>
        <translation>Les sites n’ont aucune des colonnes que note le profil {profile} ({columns}). Mesurez-les d’abord (« Mesures » dans la boîte à outils), ou donnez la couche sites d’une étude.</translation>
    </message>
    <message>
        <source>{file} (layer {layer}) holds no measured sites: it has no column of any measure. Give the output of a measure, or the layer sites of a study.</source>
        <translation>{file} (couche {layer}) ne contient pas de sites mesurés : il n’a de colonne d’aucune mesure. Donnez le résultat d’une mesure, ou la couche sites d’une étude.</translation>
    </message>
    <message>
        <source>Two sites are compared: give the site_id of both, SITE and RIVAL, or of none.</source>
        <translation>On compare deux sites : donnez le site_id des deux, SITE et RIVAL, ou d’aucun.</translation>
    </message>
    <message>
        <source>The profile {file} inherits from itself: {cycle}. Take the inherits out of one of these files.</source>
        <translation>Le profil {file} hérite de lui-même : {cycle}. Ôtez inherits de l’un de ces fichiers.</translation>
    </message>
    <message>
        <source>The profile {file} inherits from {value}, which is neither a profile of Gisement ({choices}) nor a JSON file beside it. Correct inherits there.</source>
        <translation>Le profil {file} hérite de {value}, qui n’est ni un profil de Gisement ({choices}) ni un fichier JSON voisin. Corrigez inherits.</translation>
    </message>
    <message>
        <source>The profile {file} nests its JSON more than {most} levels deep. No profile needs that: check the file, and take nesting out.</source>
        <translation>Le JSON du profil {file} est imbriqué sur plus de {most} niveaux. Aucun profil n’en demande autant : vérifiez le fichier, et réduisez l’imbrication.</translation>
    </message>
    <message>
        <source>The profile {file} has {size} MB, and no profile may have more than {most}. Check that it is the file you mean.</source>
        <translation>Le profil {file} pèse {size} Mo, et aucun profil ne peut en peser plus de {most}. Vérifiez que c’est bien ce fichier.</translation>
    </message>
    <message>
        <source>The seed {value} is not possible. Give a whole number from 0 to {most}.</source>
        <translation>La graine {value} n’est pas possible. Donnez un nombre entier de 0 à {most}.</translation>
    </message>
    <message>
        <source>The site {site} has no rank, so no weight can change it. {count} sites have one, for example {sites}. Name two of them by their site_id.</source>
        <translation>Le site {site} n’a pas de rang, aucun poids ne peut donc le changer. {count} sites en ont un, par exemple {sites}. Nommez-en deux par leur site_id.</translation>
    </message>
    <message>
        <source>Nobody says how old the data of {count} criteria are ({columns}…): they count in full in the confidence. Score the sites of a study whose territory gives the vintage (millesime) of its layers.</source>
        <translation>Personne ne dit l’âge des données de {count} critères ({columns}…) : elles comptent en entier dans la confiance. Notez les sites d’une étude dont le territoire donne le millésime de ses couches.</translation>
    </message>
    <message>
        <source>The column {column} holds values that the profile does not know ({values}): they count as unknown. It knows: {accepted}.</source>
        <translation>La colonne {column} contient des valeurs que le profil ne connaît pas ({values}) : elles comptent comme inconnues. Il connaît : {accepted}.</translation>
    </message>
    <message>
        <source>In the column {column}, {count} values are no numbers and count as unknown: {values}. Correct them in the sites.</source>
        <translation>Dans la colonne {column}, {count} valeurs ne sont pas des nombres et comptent comme inconnues : {values}. Corrigez-les dans les sites.</translation>
    </message>
    <message>
        <source>{reader} reads columns that the sites do not have and no measure gives: {columns}. They count as unknown everywhere: check how they are spelt there, or add them to the sites.</source>
        <translation>{reader} lit des colonnes que les sites n’ont pas et qu’aucune mesure ne donne : {columns}. Elles comptent comme inconnues partout : vérifiez comment elles y sont écrites, ou ajoutez-les aux sites.</translation>
    </message>
    <message>
        <source>Not measured ({name}), so unknown everywhere: {columns}. Run that measure on the sites first.</source>
        <translation>Non mesuré ({name}), donc inconnu partout : {columns}. Lancez d’abord cette mesure sur les sites.</translation>
    </message>
    <message>
        <source>{count} sites were measured for the hall of another profile, or nobody says for which: whether the hall of {profile} fits there is unknown. Measure the land with this profile to know.</source>
        <translation>{count} sites ont été mesurés pour la halle d’un autre profil, ou l’on ne sait pour laquelle : si celle de {profile} y tient est inconnu. Mesurez le foncier avec ce profil pour le savoir.</translation>
    </message>
    <message>
        <source>None of the {count} sites has a rank: {vetoed} are ruled out by a veto, most often “{reason}”; {left_out} others are left out of the ranking. Look at veto_motifs and hors_classement, and whether this is the profile you mean.</source>
        <translation>Aucun des {count} sites n’a de rang : {vetoed} sont écartés par un veto, le plus souvent « {reason} » ; {left_out} autres sont hors classement. Voyez veto_motifs et hors_classement, et si c’est bien ce profil.</translation>
    </message>
    <message>
        <source>Only the site {site} has a rank: there is nothing to compare it with.</source>
        <translation>Seul le site {site} a un rang : il n’y a rien à quoi le comparer.</translation>
    </message>
    <message>
        <source>{count} of the first {first} sites of the ranking lack three key facts or more (a_etudier), and the median confidence there is {confidence} of 10: these ranks are not established, see rang_au_pire. Collect what a_collecter names before you show them to anybody.</source>
        <translation>À {count} des {first} premiers sites du classement il manque au moins trois faits essentiels (a_etudier), et la confiance médiane y est de {confidence} sur 10 : ces rangs ne sont pas établis, voir rang_au_pire. Collectez ce que dit a_collecter avant de les montrer.</translation>
    </message>
    <message>
        <source>Writing the scores</source>
        <translation>Écriture des notes</translation>
    </message>
    <message>
        <source>No site has a rank.</source>
        <translation>Aucun site n’a de rang.</translation>
    </message>
    <message>
        <source>{count} sites share the first rank, {site} among them.</source>
        <translation>{count} sites partagent le premier rang, dont {site}.</translation>
    </message>
    <message>
        <source>{site} is first, and no change of a single weight up to {most} points changes that.</source>
        <translation>{site} est premier, et aucun changement d’un seul poids jusqu’à {most} points n’y change rien.</translation>
    </message>
    <message>
        <source>{site} is first. The smallest change of one weight that changes that: {change}</source>
        <translation>{site} est premier. Le plus petit changement d’un seul poids qui le change : {change}</translation>
    </message>
    <message>
        <source>{one} and {other}: no change of a single weight up to {most} points changes which of them leads, or they are level.</source>
        <translation>{one} et {other} : aucun changement d’un seul poids jusqu’à {most} points ne change lequel est devant, ou ils sont à égalité.</translation>
    </message>
    <message>
        <source>Between {one} and {other}: {change}</source>
        <translation>Entre {one} et {other} : {change}</translation>
    </message>
    <message>
        <source>{criterion} from {old} to {new} points of 100, the other weights unchanged; beyond it {site} leads.</source>
        <translation>{criterion} de {old} à {new} points sur 100, les autres poids inchangés ; au-delà, {site} mène.</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>l’élément manque</translation>
    </message>
    <message>
        <source>a duration has three numbers of months: least, likely, most</source>
        <translation>une durée a trois nombres de mois : min, probable, max</translation>
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
        <source>it must not be below zero</source>
        <translation>la valeur ne doit pas être négative</translation>
    </message>
    <message>
        <source>a hall is written {&quot;longueur&quot;: 60, &quot;largeur&quot;: 40}, in metres above zero</source>
        <translation>une halle s’écrit {&quot;longueur&quot;: 60, &quot;largeur&quot;: 40}, en mètres au-dessus de zéro</translation>
    </message>
    <message>
        <source>a knot is a raw value and a utility</source>
        <translation>un nœud est une valeur brute et une utilité</translation>
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
        <source>two knots have the same raw value</source>
        <translation>deux nœuds ont la même valeur brute</translation>
    </message>
    <message>
        <source>the last way (variant) has no when, for it is taken where no other is; the others have one</source>
        <translation>la dernière façon (variants) n’a pas de when, car elle vaut là où aucune autre ne vaut ; les autres en ont un</translation>
    </message>
    <message>
        <source>the method is power_mean</source>
        <translation>la méthode est power_mean</translation>
    </message>
    <message>
        <source>it is not the area under which the vetoes rule a site out (surface_utile_ha); give that veto, by its id, the same figure</source>
        <translation>ce n’est pas la surface sous laquelle les vetos écartent un site (surface_utile_ha) ; donnez à ce veto, par son id, le même chiffre</translation>
    </message>
    <message>
        <source>a step has either months or variants</source>
        <translation>une étape a soit months, soit variants</translation>
    </message>
    <message>
        <source>the months must not be below zero and must rise: least, likely, most</source>
        <translation>les mois ne peuvent être négatifs et doivent croître : min, probable, max</translation>
    </message>
    <message>
        <source>it is neither a criterion of the profile nor a column of the measures or of the inventory</source>
        <translation>ce n’est ni un critère du profil, ni une colonne des mesures ou de l’inventaire</translation>
    </message>
    <message>
        <source>it is no criterion of the profile</source>
        <translation>ce n’est pas un critère du profil</translation>
    </message>
    <message>
        <source>it is no step of the procedures</source>
        <translation>ce n’est pas une étape des procédures</translation>
    </message>
    <message>
        <source>it changes what the inherited profile does not have; correct the name, or give it whole, with its label</source>
        <translation>cela change ce que le profil hérité n’a pas ; corrigez le nom, ou donnez-le en entier, avec son label</translation>
    </message>
    <message>
        <source>nothing reads an entry of this name there; it may be misspelt</source>
        <translation>rien n’y lit d’entrée de ce nom ; elle est peut-être mal orthographiée</translation>
    </message>
    <message>
        <source>it lies outside what is possible there (p: 0 to 10; cap: 0 to 100; factors: 0 to 1; counts: 1 or more; weights: up to 1 000 000)</source>
        <translation>la valeur sort de ce qui est possible là (p : 0 à 10 ; cap : 0 à 100 ; facteurs : 0 à 1 ; comptes : 1 ou plus ; poids : jusqu’à 1 000 000)</translation>
    </message>
    <message>
        <source>it stands there twice</source>
        <translation>il y est deux fois</translation>
    </message>
    <message>
        <source>utilities lie between 0 and 1</source>
        <translation>les utilités sont comprises entre 0 et 1</translation>
    </message>
    <message>
        <source>the years must rise, and those of the period come after those of the reference</source>
        <translation>les années doivent croître, et celles de la période viennent après celles de la référence</translation>
    </message>
    <message>
        <source>the weights must not all be zero</source>
        <translation>les poids ne doivent pas tous être nuls</translation>
    </message>
    <message>
        <source>Line {line} of the comparisons compares criteria of different groups, while line {other_line} compares groups or names one. Compare either all criteria with one another, or the groups and then the criteria of each.</source>
        <translation>La ligne {line} des comparaisons compare des critères de groupes différents, alors que la ligne {other_line} compare des groupes ou en nomme un. Comparez soit tous les critères entre eux, soit les groupes puis les critères de chacun.</translation>
    </message>
    <message>
        <source>Cell {cell} compares {name} with itself and holds {value}. Write 1 there, or nothing.</source>
        <translation>La cellule {cell} compare {name} à lui-même et contient {value}. Écrivez-y 1, ou rien.</translation>
    </message>
    <message>
        <source>{matrix} (line {line}): nothing compares {one} with {other}, not even by way of others, so no weight can be given. Compare at least one with one, for example {first} with {second}.</source>
        <translation>{matrix} (ligne {line}) : rien ne compare {one} à {other}, même par l’intermédiaire d’autres ; aucun poids ne peut être donné. Comparez-en au moins un de chaque côté, par exemple {first} à {second}.</translation>
    </message>
    <message>
        <source>The matrix holds no comparison. Write the names above and at the left and the values between, or one comparison a line: first, second, value.</source>
        <translation>La matrice ne contient aucune comparaison. Écrivez les noms en haut et à gauche et les valeurs entre eux, ou une comparaison par ligne : premier, second, valeur.</translation>
    </message>
    <message>
        <source>Line {line} of the comparisons does not name both the first and the second. Complete it, or take it out.</source>
        <translation>La ligne {line} des comparaisons ne nomme pas à la fois le premier et le second. Complétez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>{matrix}: the comparisons contradict one another, with a consistency ratio of {ratio}, above {limit}. The one that spoils it most is {first} against {second}, which is {value}: the others suggest {suited} ({exactly}); without it the ratio is {left}. Look at it again, or force the weights (FORCE). Other matrices above the limit: {others}.</source>
        <translation>{matrix} : les comparaisons se contredisent, avec un ratio de cohérence de {ratio}, au-delà de {limit}. Celle qui le gâte le plus est {first} contre {second}, qui vaut {value} : les autres suggèrent {suited} ({exactly}) ; sans elle, le ratio est de {left}. Revoyez-la, ou forcez les poids (FORCE). Autres matrices au-delà de la limite : {others}.</translation>
    </message>
    <message>
        <source>Cell {cell} compares {value} with itself. Take that line out.</source>
        <translation>La cellule {cell} compare {value} à lui-même. Retirez cette ligne.</translation>
    </message>
    <message>
        <source>Cell {cell} names {value}, which cell {other_cell} names already. Keep one row and one column for each.</source>
        <translation>La cellule {cell} nomme {value}, que la cellule {other_cell} nomme déjà. Gardez une seule ligne et une seule colonne pour chacun.</translation>
    </message>
    <message>
        <source>Cell {cell} (line {line}, column {column}) names {value}, which is neither a group nor a criterion there. Write a key or a label of the profile; what may be meant: {choices}.</source>
        <translation>La cellule {cell} (ligne {line}, colonne {column}) nomme {value}, qui n’y est ni un groupe ni un critère. Écrivez une clé ou un libellé du profil ; peut-être : {choices}.</translation>
    </message>
    <message>
        <source>Groups and criteria stand in one matrix: {group} is a group, {criterion} (cell {cell}) is a criterion. Make one matrix of the groups, and one of the criteria of each group, with an empty line between.</source>
        <translation>Groupes et critères sont dans une même matrice : {group} est un groupe, {criterion} (cellule {cell}) est un critère. Faites une matrice des groupes, et une des critères de chaque groupe, séparées par une ligne vide.</translation>
    </message>
    <message>
        <source>The matrix at line {line} compares criteria of different groups with one another, the one at line {other_line} does not. Keep either the one, or the groups and the criteria of each group.</source>
        <translation>La matrice de la ligne {line} compare entre eux des critères de groupes différents, celle de la ligne {other_line} non. Gardez soit la première, soit les groupes et les critères de chaque groupe.</translation>
    </message>
    <message>
        <source>{matrix}: there are two matrices, at lines {other_line} and {line}. Keep one, and leave no empty line inside a matrix.</source>
        <translation>{matrix} : il y a deux matrices, aux lignes {other_line} et {line}. Gardez-en une, et ne laissez pas de ligne vide à l’intérieur d’une matrice.</translation>
    </message>
    <message>
        <source>{matrix}: {items} have no weight in the profile, so there is nothing to share out among them or what is in them. Start from a profile that gives them some, or add a matrix for the criteria of the group.</source>
        <translation>{matrix} : dans le profil, le poids de {items} est nul, et il n’y a rien à y partager. Partez d’un profil qui leur en donne un, ou ajoutez une matrice pour les critères du groupe.</translation>
    </message>
    <message>
        <source>{first} against {second} is {value} (cell {cell}), but {other_first} against {other_second} is {other_value} (cell {other_cell}). One has to be the inverse of the other, as 3 and 1/3: correct one of them, or empty it.</source>
        <translation>{first} contre {second} vaut {value} (cellule {cell}), mais {other_first} contre {other_second} vaut {other_value} (cellule {other_cell}). L’un doit être l’inverse de l’autre, comme 3 et 1/3 : corrigez l’un des deux, ou videz-le.</translation>
    </message>
    <message>
        <source>The matrix at line {line} is not square: it has {rows} rows and {columns} columns, and not both a row and a column for {missing} (cell {cell}). Add what is missing; its cells may stay empty.</source>
        <translation>La matrice de la ligne {line} n’est pas carrée : elle a {rows} lignes et {columns} colonnes, et n’a pas à la fois une ligne et une colonne pour {missing} (cellule {cell}). Ajoutez ce qui manque ; ses cellules peuvent rester vides.</translation>
    </message>
    <message>
        <source>Cell {cell} (line {line}, column {column}) holds {value}, but has no name above it or at its left. Name its row and column, or empty it.</source>
        <translation>La cellule {cell} (ligne {line}, colonne {column}) contient {value}, mais n’a pas de nom au-dessus ou à gauche. Nommez sa ligne et sa colonne, ou videz-la.</translation>
    </message>
    <message>
        <source>The matrix is given as {count} cells one after the other, which are not threes of first, second and value. Give threes, or rows, or a file.</source>
        <translation>La matrice est donnée comme {count} cellules à la suite, qui ne vont pas trois par trois (premier, second, valeur). Donnez-les par trois, ou ligne par ligne, ou donnez un fichier.</translation>
    </message>
    <message>
        <source>Cell {cell} (line {line}, column {column}) holds the date {value}: the spreadsheet has probably taken a fraction such as 1/3 for a day. Set these cells to text, or write =1/3 or 0.333, and save anew.</source>
        <translation>La cellule {cell} (ligne {line}, colonne {column}) contient la date {value} : le tableur a sans doute pris une fraction comme 1/3 pour un jour. Mettez ces cellules au format texte, ou écrivez =1/3 ou 0,333, et enregistrez à nouveau.</translation>
    </message>
    <message>
        <source>Cell {cell} (line {line}, column {column}) holds {value}. A comparison is above zero: 1 where both matter alike, 3 where the first matters three times as much, 1/3 the other way round.</source>
        <translation>La cellule {cell} (ligne {line}, colonne {column}) contient {value}. Une comparaison est supérieure à zéro : 1 si les deux comptent autant, 3 si le premier compte trois fois plus, 1/3 dans l’autre sens.</translation>
    </message>
    <message>
        <source>Cell {cell} (line {line}, column {column}) holds {value}: nothing matters more than {most} times as much, or less than one {most}th. Correct it; the scale runs from 1/9 to 9.</source>
        <translation>La cellule {cell} (ligne {line}, colonne {column}) contient {value} : rien ne compte plus de {most} fois plus, ni {most} fois moins. Corrigez-la ; l’échelle va de 1/9 à 9.</translation>
    </message>
    <message>
        <source>Cell {cell} (line {line}, column {column}) holds {value}, which is no number. Write 3, 1/3 or 0.33, or leave it empty where nobody has compared.</source>
        <translation>La cellule {cell} (ligne {line}, colonne {column}) contient {value}, qui n’est pas un nombre. Écrivez 3, 1/3 ou 0,33, ou laissez-la vide si personne n’a comparé.</translation>
    </message>
    <message>
        <source>The matrix has numbers in its first line and names neither rows nor columns. Write the criteria or groups above and at the left.</source>
        <translation>La matrice a des nombres dans sa première ligne et ne nomme ni lignes ni colonnes. Écrivez les critères ou les groupes en haut et à gauche.</translation>
    </message>
    <message>
        <source>{file} is a workbook, not a text. Save its sheet as CSV (File &gt; Save As), and give that file.</source>
        <translation>{file} est un classeur, non un texte. Enregistrez sa feuille en CSV (Fichier &gt; Enregistrer sous) et donnez ce fichier.</translation>
    </message>
    <message>
        <source>{count} values lie beyond {limit} times, where Saaty&apos;s scale ends, in the cells {cells}; they are used as they are.</source>
        <translation>{count} valeurs dépassent {limit} fois, où finit l’échelle de Saaty, dans les cellules {cells} ; elles sont prises telles quelles.</translation>
    </message>
    <message>
        <source>{matrix}: the weights are forced although the consistency ratio is {ratio}, above {limit}. The comparison that spoils it most is {first} against {second}, which is {value}: the others suggest {suited} ({exactly}).</source>
        <translation>{matrix} : les poids sont forcés bien que le ratio de cohérence soit de {ratio}, au-delà de {limit}. La comparaison qui le gâte le plus est {first} contre {second}, qui vaut {value} : les autres suggèrent {suited} ({exactly}).</translation>
    </message>
    <message>
        <source>{matrix}: not compared, so they keep the weight that they have in the profile: {items}. Those compared share out the other {held} %.</source>
        <translation>{matrix} : non comparés, ils gardent le poids qu’ils ont dans le profil : {items}. Ceux qui sont comparés se partagent les {held} % restants.</translation>
    </message>
    <message>
        <source>Reading the comparisons</source>
        <translation>Lecture des comparaisons</translation>
    </message>
    <message>
        <source>{matrix}: {count} compared, largest eigenvalue {eigenvalue}, consistency index {index}, ratio {ratio}</source>
        <translation>{matrix} : {count} comparés, plus grande valeur propre {eigenvalue}, indice de cohérence {index}, ratio {ratio}</translation>
    </message>
    <message>
        <source>Writing the profile</source>
        <translation>Écriture du profil</translation>
    </message>
    <message>
        <source>Scoring under {profile}</source>
        <translation>Notation sous {profile}</translation>
    </message>
    <message>
        <source>Writing the sites and the profiles</source>
        <translation>Écriture des sites et des profils</translation>
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
        <source>Measures</source>
        <translation>Mesures</translation>
    </message>
    <message>
        <source>Readiness</source>
        <translation>Maturité</translation>
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
        <source>Check an inventory</source>
        <translation>Contrôler un inventaire</translation>
    </message>
    <message>
        <source>The inventory as its producer sends it, or as the import has made it.</source>
        <translation>L’inventaire tel que son producteur l’envoie, ou tel que l’import l’a fait.</translation>
    </message>
    <message>
        <source>Municipalities</source>
        <translation>Communes</translation>
    </message>
    <message>
        <source>They show which sites lie elsewhere than they say. Without them this is not judged.</source>
        <translation>Elles montrent quels sites sont ailleurs qu’ils ne le disent. Sans elles, cela n’est pas jugé.</translation>
    </message>
    <message>
        <source>Cadastral parcels</source>
        <translation>Parcelles cadastrales</translation>
    </message>
    <message>
        <source>They show which parcels are gone or lie outside the footprint. Without them this is not judged.</source>
        <translation>Elles montrent quelles parcelles ont disparu ou sont hors de l’emprise. Sans elles, cela n’est pas jugé.</translation>
    </message>
    <message>
        <source>Repair what can be repaired</source>
        <translation>Réparer ce qui peut l’être</translation>
    </message>
    <message>
        <source>Write the sites with every correction made, each one listed in the findings; else as they are.</source>
        <translation>Écrire les sites avec toutes les corrections, chacune listée dans les constats ; sinon tels qu’ils sont.</translation>
    </message>
    <message>
        <source>Inventory checked</source>
        <translation>Inventaire contrôlé</translation>
    </message>
    <message>
        <source>The sites with their numbers of errors, warnings and repairs.</source>
        <translation>Les sites, avec leur nombre d’erreurs, d’avertissements et de réparations.</translation>
    </message>
    <message>
        <source>Findings of the check</source>
        <translation>Constats du contrôle</translation>
    </message>
    <message>
        <source>One row per finding, with the rule and the remedy.</source>
        <translation>Une ligne par constat, avec la règle et le remède.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Page web (*.html)</translation>
    </message>
    <message>
        <source>One page for those who decide: figures, rules, municipalities, fields, sites. It prints on A4.</source>
        <translation>Une page pour qui décide : chiffres, règles, communes, champs, sites. Elle s’imprime en A4.</translation>
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
        <source>Compare two dates of an inventory</source>
        <translation>Comparer deux dates d’un inventaire</translation>
    </message>
    <message>
        <source>Inventory before</source>
        <translation>Inventaire avant</translation>
    </message>
    <message>
        <source>The inventory at the earlier date.</source>
        <translation>L’inventaire à la date la plus ancienne.</translation>
    </message>
    <message>
        <source>Inventory after</source>
        <translation>Inventaire après</translation>
    </message>
    <message>
        <source>The inventory at the later date.</source>
        <translation>L’inventaire à la date la plus récente.</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Changements</translation>
    </message>
    <message>
        <source>One row per change, with the shape of after, or of before where the site is gone.</source>
        <translation>Une ligne par changement, avec la forme d’après, ou d’avant si le site a disparu.</translation>
    </message>
    <message>
        <source>Number of sites added</source>
        <translation>Nombre de sites ajoutés</translation>
    </message>
    <message>
        <source>Number of sites removed</source>
        <translation>Nombre de sites retirés</translation>
    </message>
    <message>
        <source>Number of sites drawn anew</source>
        <translation>Nombre de sites redessinés</translation>
    </message>
    <message>
        <source>Number of changes of status</source>
        <translation>Nombre de changements de statut</translation>
    </message>
    <message>
        <source>Number of sites whose readiness class changed</source>
        <translation>Nombre de sites dont la classe de maturité a changé</translation>
    </message>
    <message>
        <source>Number of sites divided</source>
        <translation>Nombre de sites divisés</translation>
    </message>
    <message>
        <source>Number of sites made of several</source>
        <translation>Nombre de sites issus de plusieurs</translation>
    </message>
    <message>
        <source>Number of other values changed</source>
        <translation>Nombre d’autres valeurs changées</translation>
    </message>
    <message>
        <source>Number of identifiers changed</source>
        <translation>Nombre d’identifiants changés</translation>
    </message>
    <message>
        <source>Detect candidate sites</source>
        <translation>Détecter des sites candidats</translation>
    </message>
    <message>
        <source>The parcels that are searched: Etalab cadastre, IGN&apos;s Parcellaire Express, or the Fichiers fonciers.</source>
        <translation>Les parcelles où chercher : cadastre Etalab, Parcellaire Express (IGN) ou Fichiers fonciers.</translation>
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
        <source>Evidence</source>
        <translation>Preuves</translation>
    </message>
    <message>
        <source>Evidence (*.json *.JSON)</source>
        <translation>Indices (*.json *.JSON)</translation>
    </message>
    <message>
        <source>A JSON file with your own tables of vacant premises, rules and thresholds; the help shows its form.</source>
        <translation>Un fichier JSON avec vos propres tables de locaux vacants, vos règles et vos seuils ; l’aide en montre la forme.</translation>
    </message>
    <message>
        <source>Least area (m²)</source>
        <translation>Surface minimale (m²)</translation>
    </message>
    <message>
        <source>Smaller land units are left out; 2 000 m² when left empty, or what the evidence file says.</source>
        <translation>Les unités foncières plus petites sont laissées de côté ; vide : 2 000 m², ou ce que dit le fichier d’indices.</translation>
    </message>
    <message>
        <source>Known inventory</source>
        <translation>Inventaire connu</translation>
    </message>
    <message>
        <source>An inventory whose sites are not proposed again.</source>
        <translation>Un inventaire dont les sites ne sont pas proposés de nouveau.</translation>
    </message>
    <message>
        <source>Candidate sites</source>
        <translation>Sites candidats</translation>
    </message>
    <message>
        <source>One footprint per candidate, with its evidence, how strong it is, and what would confirm it.</source>
        <translation>Une emprise par candidat, avec ses indices, leur force et ce qui le confirmerait.</translation>
    </message>
    <message>
        <source>Number of candidates</source>
        <translation>Nombre de candidats</translation>
    </message>
    <message>
        <source>Export to a CNIG standard</source>
        <translation>Exporter vers un standard CNIG</translation>
    </message>
    <message>
        <source>Inventory or study</source>
        <translation>Inventaire ou étude</translation>
    </message>
    <message>
        <source>An inventory in any form that the import reads, or the layer sites of a study.</source>
        <translation>Un inventaire sous toute forme que lit l’import, ou la couche sites d’une étude.</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>friches: the 51 fields of brownfields; sites_economiques: economic sites and their plots.</source>
        <translation>friches : les 51 champs des friches ; sites_economiques : les sites économiques et leurs terrains.</translation>
    </message>
    <message>
        <source>Producer</source>
        <translation>Producteur</translation>
    </message>
    <message>
        <source>Whose inventory it is: the producer of the records that name none, and their source where they name none either.</source>
        <translation>De qui est l’inventaire : le producteur des fiches qui n’en nomment pas, et leur source là où elles n’en nomment pas non plus.</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Stands in for the dates that the standard requires and the inventory does not know.</source>
        <translation>Tient lieu des dates que le standard exige et que l’inventaire ignore.</translation>
    </message>
    <message>
        <source>Folder of the export</source>
        <translation>Dossier de l’export</translation>
    </message>
    <message>
        <source>Made where it is missing. Files of an earlier export in it are replaced.</source>
        <translation>Créé s’il manque. Les fichiers d’un export antérieur y sont remplacés.</translation>
    </message>
    <message>
        <source>Number of sites exported</source>
        <translation>Nombre de sites exportés</translation>
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
        <source>Parcels of which the footprint of a site without one is made.</source>
        <translation>Parcelles dont est faite l’emprise d’un site qui n’en a pas.</translation>
    </message>
    <message>
        <source>They prove how coordinates are to be read, and place a site that says nothing but its municipality.</source>
        <translation>Elles prouvent comment lire les coordonnées, et placent un site qui ne dit que sa commune.</translation>
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
        <source>Merge inventories</source>
        <translation>Fusionner des inventaires</translation>
    </message>
    <message>
        <source>Inventories</source>
        <translation>Inventaires</translation>
    </message>
    <message>
        <source>Layers or files, each one an inventory; a single one is cleared of its own doubles.</source>
        <translation>Des couches ou des fichiers, chacun un inventaire ; un inventaire seul est débarrassé de ses propres doublons.</translation>
    </message>
    <message>
        <source>Producers, best first</source>
        <translation>Producteurs, le meilleur d’abord</translation>
    </message>
    <message>
        <source>Names of inventories or producers, separated by commas; the values and the shape of the first are kept. In the order of the inventories when left empty.</source>
        <translation>Noms d’inventaires ou de producteurs, séparés par des virgules ; les valeurs et la forme du premier sont gardées. Vide : dans l’ordre des inventaires.</translation>
    </message>
    <message>
        <source>Overlap of one and the same site</source>
        <translation>Recouvrement d’un même site</translation>
    </message>
    <message>
        <source>Share of the smaller footprint above which two footprints are the same site.</source>
        <translation>Part de la plus petite emprise au-delà de laquelle deux emprises sont le même site.</translation>
    </message>
    <message>
        <source>Merged inventory</source>
        <translation>Inventaire fusionné</translation>
    </message>
    <message>
        <source>Each site once, with the history of its records.</source>
        <translation>Chaque site une fois, avec l’historique de ses fiches.</translation>
    </message>
    <message>
        <source>Decisions of the merge</source>
        <translation>Décisions de la fusion</translation>
    </message>
    <message>
        <source>For each pair of records that anything speaks for: what was compared, what was decided, and why.</source>
        <translation>Pour chaque paire de fiches que quelque chose rapproche : ce qui a été comparé, ce qui a été décidé, et pourquoi.</translation>
    </message>
    <message>
        <source>Number of records that went into another</source>
        <translation>Nombre de fiches entrées dans une autre</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Sites</translation>
    </message>
    <message>
        <source>An inventory in any form that the import reads, a study&apos;s sites, or the output of another measure.</source>
        <translation>Un inventaire dans toute forme que l’import sait lire, les sites d’une étude, ou le résultat d’une autre mesure.</translation>
    </message>
    <message>
        <source>The reference layers, as for the study; it can be left out where the layers below are given one by one.</source>
        <translation>Les couches de référence, comme pour l’étude ; on peut s’en passer si les couches ci-dessous sont données une par une.</translation>
    </message>
    <message>
        <source>Wins over the layer of this role in the territory.</source>
        <translation>L’emporte sur la couche de ce rôle dans le territoire.</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>The kind of plant, whose need (hall, power) the sites are measured by: a profile&apos;s name or file.</source>
        <translation>Le type d’usine, au besoin duquel (halle, puissance) les sites sont mesurés : nom ou fichier d’un profil.</translation>
    </message>
    <message>
        <source>Measured sites</source>
        <translation>Sites mesurés</translation>
    </message>
    <message>
        <source>The sites with all their own columns, the footprint that was measured, and the measure&apos;s columns.</source>
        <translation>Les sites avec toutes leurs colonnes, l’emprise mesurée, et les colonnes de la mesure.</translation>
    </message>
    <message>
        <source>Number of sites placed in the territory</source>
        <translation>Nombre de sites situés dans le territoire</translation>
    </message>
    <message>
        <source>Measure the access</source>
        <translation>Mesurer la desserte</translation>
    </message>
    <message>
        <source>Height of the lorry (m)</source>
        <translation>Hauteur du poids lourd (m)</translation>
    </message>
    <message>
        <source>A bridge that is lower is not passed under.</source>
        <translation>Il ne passe pas sous un pont plus bas.</translation>
    </message>
    <message>
        <source>Weight of the lorry (t)</source>
        <translation>Poids du poids lourd (t)</translation>
    </message>
    <message>
        <source>A road that bears less is not taken.</source>
        <translation>Il ne prend pas une route qui porte moins.</translation>
    </message>
    <message>
        <source>Width of the lorry (m)</source>
        <translation>Largeur du poids lourd (m)</translation>
    </message>
    <message>
        <source>A road that is narrower is not taken.</source>
        <translation>Il ne prend pas une route plus étroite.</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>Itinéraires</translation>
    </message>
    <message>
        <source>The way of the lorry from each site to what it was measured to.</source>
        <translation>Le chemin du poids lourd, de chaque site à ce vers quoi il a été mesuré.</translation>
    </message>
    <message>
        <source>Measure artificialisation</source>
        <translation>Mesurer l’artificialisation</translation>
    </message>
    <message>
        <source>Measure the employment basin</source>
        <translation>Mesurer le bassin d’emploi</translation>
    </message>
    <message>
        <source>Measure energy and networks</source>
        <translation>Mesurer l’énergie et les réseaux</translation>
    </message>
    <message>
        <source>Measure the environment and risks</source>
        <translation>Mesurer l’environnement et les risques</translation>
    </message>
    <message>
        <source>Measure the land</source>
        <translation>Mesurer le foncier</translation>
    </message>
    <message>
        <source>Largest rectangles</source>
        <translation>Plus grands rectangles</translation>
    </message>
    <message>
        <source>The largest rectangle that fits into the usable land of each site, to be looked at on the map.</source>
        <translation>Le plus grand rectangle qui tient dans le foncier utile de chaque site, à regarder sur la carte.</translation>
    </message>
    <message>
        <source>Measure the planning</source>
        <translation>Mesurer l’urbanisme</translation>
    </message>
    <message>
        <source>Measure pollution</source>
        <translation>Mesurer la pollution</translation>
    </message>
    <message>
        <source>Each record of a register that speaks of a site: which, how it lies to the site, how far away, and what it is worth.</source>
        <translation>Chaque fiche d’un registre qui parle d’un site : laquelle, comment elle s’y rapporte, à quelle distance, et ce qu’elle vaut.</translation>
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
        <source>Assess readiness</source>
        <translation>Évaluer la maturité</translation>
    </message>
    <message>
        <source>The layer sites of a study, or the output of one or more measures; what no column tells is unknown.</source>
        <translation>La couche sites d’une étude, ou le résultat d’une ou de plusieurs mesures ; ce qu’aucune colonne ne dit est inconnu.</translation>
    </message>
    <message>
        <source>The kind of plant: the name of a profile of Gisement, or the path of your own profile (.json).</source>
        <translation>Le type d’usine : le nom d’un profil de Gisement, ou le chemin de votre propre profil (.json).</translation>
    </message>
    <message>
        <source>State of the procedures</source>
        <translation>État des procédures</translation>
    </message>
    <message>
        <source>A table with site_id, etape, statut, and if you like debut, fin_prevue, reste_mois, document, responsable; what it says wins over what is measured. “Table to fill” makes one.</source>
        <translation>Un tableau avec site_id, etape, statut, et si l’on veut debut, fin_prevue, reste_mois, document, responsable ; ce qu’il dit l’emporte sur les mesures. « Tableau à remplir » en fait un.</translation>
    </message>
    <message>
        <source>Reference date</source>
        <translation>Date de référence</translation>
    </message>
    <message>
        <source>The day from which months are counted: that of the study, else today, when left empty.</source>
        <translation>Le jour d’où se comptent les mois : celui de l’étude, sinon aujourd’hui, si l’on ne dit rien.</translation>
    </message>
    <message>
        <source>To be ready by</source>
        <translation>Prêt au plus tard le</translation>
    </message>
    <message>
        <source>The day for which the probability of being ready is given; 31 December 2030 when left empty.</source>
        <translation>Le jour pour lequel la probabilité d’être prêt est donnée ; le 31 décembre 2030 si l’on ne dit rien.</translation>
    </message>
    <message>
        <source>Procedures</source>
        <translation>Procédures</translation>
    </message>
    <message>
        <source>Which procedures there are and how long they take: a set of Gisement, or your own file (.json).</source>
        <translation>Quelles procédures il y a et combien elles durent : un jeu de Gisement, ou votre propre fichier (.json).</translation>
    </message>
    <message>
        <source>Draws of durations</source>
        <translation>Tirages des durées</translation>
    </message>
    <message>
        <source>How many times durations are drawn at random, up to 20 000; 1 000 when left empty.</source>
        <translation>Combien de fois les durées sont tirées au hasard, 20 000 au plus ; 1 000 si l’on ne dit rien.</translation>
    </message>
    <message>
        <source>Seed of the draws</source>
        <translation>Graine des tirages</translation>
    </message>
    <message>
        <source>The same seed gives the same months, to the last byte; 1 when left empty.</source>
        <translation>La même graine donne les mêmes mois, à l’octet près ; 1 si l’on ne dit rien.</translation>
    </message>
    <message>
        <source>Sites with their readiness</source>
        <translation>Sites avec leur maturité</translation>
    </message>
    <message>
        <source>The sites with all their own columns and those of readiness.</source>
        <translation>Les sites avec toutes leurs colonnes et celles de la maturité.</translation>
    </message>
    <message>
        <source>Procedures of the sites</source>
        <translation>Procédures des sites</translation>
    </message>
    <message>
        <source>One row per site and step: status, months, dates for a Gantt chart, and how much it decides.</source>
        <translation>Une ligne par site et par étape : statut, mois, dates pour un diagramme de Gantt, et combien elle décide.</translation>
    </message>
    <message>
        <source>Costs of the sites</source>
        <translation>Coûts des sites</translation>
    </message>
    <message>
        <source>One row per site and line of cost: at the least, likely, at the most, and what was assumed.</source>
        <translation>Une ligne par site et par ligne de coût : au moins, probable, au plus, et ce qui a été supposé.</translation>
    </message>
    <message>
        <source>Table to fill</source>
        <translation>Tableau à remplir</translation>
    </message>
    <message>
        <source>The state of the procedures of all sites, ready to fill and to give as “State of the procedures”.</source>
        <translation>L’état des procédures de tous les sites, à remplir et à donner comme « État des procédures ».</translation>
    </message>
    <message>
        <source>Drawings</source>
        <translation>Dessins</translation>
    </message>
    <message>
        <source>A folder for two drawings of each site (SVG): its steps in time, and its procedures as a wheel.</source>
        <translation>Un dossier pour deux dessins de chaque site (SVG) : ses étapes dans le temps, et ses procédures en roue.</translation>
    </message>
    <message>
        <source>Number of turnkey sites</source>
        <translation>Nombre de sites clés en main</translation>
    </message>
    <message>
        <source>Number of sites likely ready in time</source>
        <translation>Nombre de sites probablement prêts à temps</translation>
    </message>
    <message>
        <source>Keep the land ledger (ZAN)</source>
        <translation>Tenir le registre foncier (ZAN)</translation>
    </message>
    <message>
        <source>Ranked sites</source>
        <translation>Sites classés</translation>
    </message>
    <message>
        <source>The layer sites of a study, or the output of “Score sites” and “Assess readiness”: what they offer is set against the demand. Left empty, the ledger alone is kept.</source>
        <translation>La couche sites d’une étude, ou la sortie de « Noter les sites » et « Évaluer la maturité » : ce qu’ils offrent est mis en face de la demande. Sans eux, seul le registre est tenu.</translation>
    </message>
    <message>
        <source>Consumption of natural land</source>
        <translation>Consommation d’ENAF</translation>
    </message>
    <message>
        <source>The Cerema&apos;s table of consumption by municipality (conso_com, any vintage), or that of the State&apos;s dashboard, with a row for each year.</source>
        <translation>La table du Cerema de consommation par commune (conso_com, tout millésime), ou celle du tableau de bord de l’État, une ligne par année.</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zones</translation>
    </message>
    <message>
        <source>A table with code_insee and zone, and if you like nom_zone, objectif_pct (the reduction that a plan sets), document (oui, non), pene_ha; or a layer of surfaces with a column zone.</source>
        <translation>Un tableau avec code_insee et zone, et si l’on veut nom_zone, objectif_pct (la réduction qu’un plan fixe), document (oui, non), pene_ha ; ou une couche de surfaces avec une colonne zone.</translation>
    </message>
    <message>
        <source>Land consumption regime</source>
        <translation>Régime de consommation d’espaces</translation>
    </message>
    <message>
        <source>The law in force (climat_resilience_2023), a scenario not verified (simplification_2026, trace_senat_2025), or your own file (.json).</source>
        <translation>Le droit en vigueur (climat_resilience_2023), un scénario non vérifié (simplification_2026, trace_senat_2025), ou votre propre fichier (.json).</translation>
    </message>
    <message>
        <source>For its municipalities, where zones are drawn, and its list of municipalities that merged.</source>
        <translation>Pour ses communes, là où les zones sont dessinées, et sa liste des communes qui ont fusionné.</translation>
    </message>
    <message>
        <source>Land that plants seek</source>
        <translation>Foncier que cherchent les usines</translation>
    </message>
    <message>
        <source>Hectares for the whole, or a table with a code (municipality, EPCI, zone) and hectares.</source>
        <translation>Des hectares pour l’ensemble, ou un tableau avec un code (commune, EPCI, zone) et des hectares.</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Registre</translation>
    </message>
    <message>
        <source>One row per municipality, department, EPCI, SCoT, zone, and one for all.</source>
        <translation>Une ligne par commune, département, EPCI, SCoT, zone, et une pour l’ensemble.</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>Années</translation>
    </message>
    <message>
        <source>One row per territory and year: hectares consumed, of them economic.</source>
        <translation>Une ligne par territoire et par année : hectares consommés, dont l’activité.</translation>
    </message>
    <message>
        <source>Coverage of the demand</source>
        <translation>Couverture de la demande</translation>
    </message>
    <message>
        <source>Hectares of ranked brownfields by territory, class and year in which they are ready, and their share.</source>
        <translation>Hectares de friches classées par territoire, classe et année où elles sont prêtes, et leur part.</translation>
    </message>
    <message>
        <source>Number of territories</source>
        <translation>Nombre de territoires</translation>
    </message>
    <message>
        <source>Hectares left in all</source>
        <translation>Hectares qui restent en tout</translation>
    </message>
    <message>
        <source>Weights by pairwise comparison (AHP)</source>
        <translation>Poids par comparaison deux à deux (AHP)</translation>
    </message>
    <message>
        <source>Comparisons</source>
        <translation>Comparaisons</translation>
    </message>
    <message>
        <source>Table (*.csv *.CSV *.txt *.TXT *.tsv *.TSV)</source>
        <translation>Tableau (*.csv *.CSV *.txt *.TXT *.tsv *.TSV)</translation>
    </message>
    <message>
        <source>A table saved as CSV: squares with the names of groups or criteria above and at the left, or one comparison a line (a, b, valeur). In JSON also the rows themselves.</source>
        <translation>Un tableau enregistré en CSV : des carrés avec les noms des groupes ou des critères en haut et à gauche, ou une comparaison par ligne (a, b, valeur). En JSON, aussi les lignes elles-mêmes.</translation>
    </message>
    <message>
        <source>The profile to start from, by name or file; all of it but the weights is kept.</source>
        <translation>Le profil de départ, par son nom ou son fichier ; tout en est gardé, sauf les poids.</translation>
    </message>
    <message>
        <source>Take comparisons that contradict one another</source>
        <translation>Prendre des comparaisons qui se contredisent</translation>
    </message>
    <message>
        <source>Without it a consistency ratio above 0.10 is refused.</source>
        <translation>Sans cela, un ratio de cohérence supérieur à 0,10 est refusé.</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>Nouveau profil</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>A profile, which the other algorithms take as PROFILE; its name becomes that of the profile.</source>
        <translation>Un profil, que les autres algorithmes prennent pour PROFILE ; son nom devient celui du profil.</translation>
    </message>
    <message>
        <source>Consistency ratio, of the worst matrix</source>
        <translation>Ratio de cohérence, de la pire matrice</translation>
    </message>
    <message>
        <source>Compare profiles</source>
        <translation>Comparer des profils</translation>
    </message>
    <message>
        <source>Sites with the columns of the measures: the output of a measure, or the sites of a study.</source>
        <translation>Des sites avec les colonnes des mesures : la sortie d’une mesure, ou les sites d’une étude.</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profils</translation>
    </message>
    <message>
        <source>Names or files of profiles, separated by commas; all that come with Gisement when left empty.</source>
        <translation>Noms ou fichiers de profils, séparés par des virgules ; tous ceux de Gisement si rien n’est dit.</translation>
    </message>
    <message>
        <source>Compared sites</source>
        <translation>Sites comparés</translation>
    </message>
    <message>
        <source>The sites with their best profile, and the score, interval, rank and veto under each profile.</source>
        <translation>Les sites avec leur meilleur profil, et la note, l’intervalle, le rang et le veto sous chaque profil.</translation>
    </message>
    <message>
        <source>Compared profiles</source>
        <translation>Profils comparés</translation>
    </message>
    <message>
        <source>One row per profile: its best site, and how alike other methods rank the sites.</source>
        <translation>Une ligne par profil : son meilleur site, et la ressemblance du classement avec celui d’autres méthodes.</translation>
    </message>
    <message>
        <source>Match projects with sites</source>
        <translation>Affecter des projets aux sites</translation>
    </message>
    <message>
        <source>Scored sites</source>
        <translation>Sites notés</translation>
    </message>
    <message>
        <source>The layer sites of a study, or the output of “Score sites”; measured sites where each project names its profile.</source>
        <translation>La couche sites d’une étude, ou la sortie de « Noter les sites » ; des sites mesurés si chaque projet nomme son profil.</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projets</translation>
    </message>
    <message>
        <source>A table with one plant project per line: projet, surface_ha, halle_m, puissance_mw, ite, port_km, ae, seveso, emplois, date_limite, profil. Only the name is compulsory; an empty cell asks for nothing.</source>
        <translation>Une table, un projet d’usine par ligne : projet, surface_ha, halle_m, puissance_mw, ite, port_km, ae, seveso, emplois, date_limite, profil. Seul le nom est obligatoire ; une cellule vide n’exige rien.</translation>
    </message>
    <message>
        <source>The law under which new land counts: under it, projects of national scope stand outside the allowance.</source>
        <translation>La loi sous laquelle le sol nouveau compte : sous elle, les projets d’envergure nationale sont hors de l’enveloppe.</translation>
    </message>
    <message>
        <source>ZAN allowance</source>
        <translation>Enveloppe ZAN</translation>
    </message>
    <message>
        <source>Hectares that may still be newly artificialised in all, or a table with a code (INSEE or SIREN) and hectares. Without it, nothing is limited.</source>
        <translation>Hectares qui peuvent encore être artificialisés en tout, ou une table avec un code (INSEE ou SIREN) et des hectares. Sans elle, rien n’est limité.</translation>
    </message>
    <message>
        <source>Divide large sites</source>
        <translation>Diviser les grands sites</translation>
    </message>
    <message>
        <source>Several projects may then share a site of 10 ha or more, or one whose column divisible says oui.</source>
        <translation>Plusieurs projets peuvent alors partager un site de 10 ha ou plus, ou dont la colonne divisible dit oui.</translation>
    </message>
    <message>
        <source>Sites with their projects</source>
        <translation>Sites avec leurs projets</translation>
    </message>
    <message>
        <source>The sites with all their own columns and the project that each has; one row per project where several share.</source>
        <translation>Les sites avec toutes leurs colonnes et le projet de chacun ; une ligne par projet quand plusieurs se partagent un site.</translation>
    </message>
    <message>
        <source>What is left out</source>
        <translation>Ce qui n’est pas retenu</translation>
    </message>
    <message>
        <source>Each project and each site left out, the requirement that decides, and what would change it.</source>
        <translation>Chaque projet et chaque site non retenu, l’exigence qui en décide, et ce qui le changerait.</translation>
    </message>
    <message>
        <source>Number of projects that have a site</source>
        <translation>Nombre de projets qui ont un site</translation>
    </message>
    <message>
        <source>Gap to the best possible fitness, at most, in per cent</source>
        <translation>Écart à l’aptitude la plus haute possible, au plus, en pour cent</translation>
    </message>
    <message>
        <source>Admit what is unknown</source>
        <translation>Admettre ce que l’on ignore</translation>
    </message>
    <message>
        <source>A need of which nobody knows whether a site meets it then counts as met, and is named beside the pair.</source>
        <translation>Une exigence dont personne ne sait si un site y répond compte alors comme remplie, et elle est nommée à côté du couple.</translation>
    </message>
    <message>
        <source>The day from which months are counted, where the sites do not say on which day they are ready.</source>
        <translation>Le jour d’où se comptent les mois, quand les sites ne disent pas quel jour ils seront prêts.</translation>
    </message>
    <message>
        <source>Gap (%)</source>
        <translation>Écart (%)</translation>
    </message>
    <message>
        <source>Share of the best possible fitness that may be given up on large cases; left empty 1 %, and 0 seeks the proven best at any size. Small cases are always solved to the best.</source>
        <translation>Part de l’aptitude la plus haute possible que l’on peut céder sur les grands cas ; 1 % si rien n’est dit, et 0 cherche l’optimum prouvé à toute taille. Les petits cas sont toujours menés à l’optimum.</translation>
    </message>
    <message>
        <source>Time for the solver (s)</source>
        <translation>Temps laissé au solveur (s)</translation>
    </message>
    <message>
        <source>What is found by then is kept, and how far it may lie from the best is told.</source>
        <translation>Ce qui est trouvé d’ici là est gardé, et l’on dit de combien cela peut s’écarter de l’optimum.</translation>
    </message>
    <message>
        <source>Score sites</source>
        <translation>Noter les sites</translation>
    </message>
    <message>
        <source>Draws of weights</source>
        <translation>Tirages des poids</translation>
    </message>
    <message>
        <source>How many times weights are drawn at random, up to 10 000; as the profile says when left empty (1 000).</source>
        <translation>Combien de fois les poids sont tirés au sort, jusqu’à 10 000 ; comme le dit le profil si rien n’est donné (1 000).</translation>
    </message>
    <message>
        <source>The same seed gives the same ranks, to the last byte; as the profile says when left empty (1).</source>
        <translation>La même graine donne les mêmes rangs, à l’octet près ; comme le dit le profil si rien n’est donné (1).</translation>
    </message>
    <message>
        <source>Site to compare</source>
        <translation>Site à comparer</translation>
    </message>
    <message>
        <source>With this other site</source>
        <translation>Avec cet autre site</translation>
    </message>
    <message>
        <source>The site_id of one of two sites: which change of one weight makes one of them pass the other.</source>
        <translation>Le site_id de l’un de deux sites : quel changement d’un seul poids fait passer l’un devant l’autre.</translation>
    </message>
    <message>
        <source>The sites with all their own columns and those of the score.</source>
        <translation>Les sites avec toutes leurs colonnes et celles de la note.</translation>
    </message>
    <message>
        <source>Criteria</source>
        <translation>Critères</translation>
    </message>
    <message>
        <source>One row per site and criterion, which explains the score: contributions add up to it.</source>
        <translation>Une ligne par site et critère, qui explique la note : les contributions s’y ajoutent.</translation>
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
        <source>What would change the first rank</source>
        <translation>Ce qui changerait le premier rang</translation>
    </message>
    <message>
        <source>What would change which of two sites leads</source>
        <translation>Ce qui changerait lequel de deux sites mène</translation>
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
        <source>The day from which months are counted and the age of data is judged.</source>
        <translation>Le jour à partir duquel se comptent les mois et se juge l’âge des données.</translation>
    </message>
    <message>
        <source>A table with site_id, etape, statut (fait, en_cours, a_faire, sans_objet, inconnu) and reste_mois; what it says wins over what is measured.</source>
        <translation>Un tableau avec site_id, etape, statut (fait, en_cours, a_faire, sans_objet, inconnu) et reste_mois ; ce qu’il dit l’emporte sur ce qui est mesuré.</translation>
    </message>
    <message>
        <source>The law under which land consumption is counted; the map says which.</source>
        <translation>Le droit selon lequel se compte la consommation d’espaces ; la carte dit lequel.</translation>
    </message>
    <message>
        <source>A table of plant projects to be matched with the sites, as for “Match projects with sites”; the study then holds who goes where, and why the others do not.</source>
        <translation>Une table de projets d’usine à affecter aux sites, comme pour « Affecter des projets aux sites » ; l’étude contient alors qui va où, et pourquoi les autres n’y vont pas.</translation>
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
</context>
</TS>
