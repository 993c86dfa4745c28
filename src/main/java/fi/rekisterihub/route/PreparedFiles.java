package fi.rekisterihub.route;

import fi.rekisterihub.ConfigurationFolder;
import fi.rekisterihub.Finding;
import java.util.List;

/**
 * All files of the operator, read, checked and loaded on trial; nothing of them is in use yet.
 *
 * @param findings everything that is wrong; empty when all may be taken into use
 */
record PreparedFiles(RouteTexts texts, List<ConfigurationFolder.Prepared> folders, List<Finding> findings) {}
