/**
 * The texts that answer a person: the access report as HTML, PDF and JSON, the data that they gave themselves as JSON and CSV, and
 * the letter that says where each value came from. They are made of what the rooms hold at the moment and kept nowhere.
 */
@NullMarked
package fi.rekisterihub.subject.report;

import org.jspecify.annotations.NullMarked;
