// What is unique, and what is looked up. Each statement may run again without harm.
// Uniqueness constraints are all that Community has; the service requires properties.

CREATE CONSTRAINT store_name IF NOT EXISTS FOR (s:Store) REQUIRE s.name IS UNIQUE;

CREATE CONSTRAINT region_code IF NOT EXISTS FOR (r:Region) REQUIRE r.code IS UNIQUE;
CREATE CONSTRAINT sector_code IF NOT EXISTS FOR (s:Sector) REQUIRE s.code IS UNIQUE;

// `key` is the first identifier, else schakel:<id>: the order of paging and export.
CREATE CONSTRAINT organisation_id IF NOT EXISTS FOR (o:Organisation) REQUIRE o.id IS UNIQUE;
CREATE CONSTRAINT organisation_key IF NOT EXISTS FOR (o:Organisation) REQUIRE o.key IS UNIQUE;
CREATE CONSTRAINT organisation_identifier IF NOT EXISTS
FOR (i:OrganisationIdentifier) REQUIRE i.value IS UNIQUE;

CREATE CONSTRAINT partnership_id IF NOT EXISTS FOR (p:Partnership) REQUIRE p.id IS UNIQUE;
CREATE CONSTRAINT partnership_key IF NOT EXISTS FOR (p:Partnership) REQUIRE p.key IS UNIQUE;
CREATE CONSTRAINT partnership_identifier IF NOT EXISTS
FOR (i:PartnershipIdentifier) REQUIRE i.value IS UNIQUE;

// What comes after the scheme: people search for it alone.
CREATE INDEX partnership_identifier_after_scheme IF NOT EXISTS
FOR (i:PartnershipIdentifier) ON (i.afterScheme);

// The folded words of a recorded title, each after two spaces: with its two spaces even a single letter
// is a trigram, which is what the index holds.
CREATE TEXT INDEX partnership_title_words IF NOT EXISTS FOR (p:Partnership) ON (p.titleWords);

CREATE CONSTRAINT change_revision IF NOT EXISTS FOR (c:Change) REQUIRE c.revision IS UNIQUE;
CREATE CONSTRAINT change_write IF NOT EXISTS FOR (c:Change) REQUIRE c.write IS UNIQUE;

CREATE CONSTRAINT request_key IF NOT EXISTS FOR (r:Request) REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT request_write IF NOT EXISTS FOR (r:Request) REQUIRE r.write IS UNIQUE;
CREATE INDEX request_at IF NOT EXISTS FOR (r:Request) ON (r.at);
