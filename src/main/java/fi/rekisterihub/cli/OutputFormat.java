package fi.rekisterihub.cli;

/** How a command answers; lower case, as it is typed. */
enum OutputFormat {
    text,
    json
}
