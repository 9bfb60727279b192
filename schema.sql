-- schema.sql: the truth of the database. Plain PostgreSQL 15 or newer, no extension.
--
-- Run by `talentdb db init` in one transaction, as the role talentdb_owner, in an empty database. The role
-- talentdb_app (owns nothing, bypasses nothing) is what every other program connects as; what it may see is decided
-- by the policies below from settings that live as long as one transaction:
--   app.role      operator | agency | steward | searcher | leader | administrator | auditor | indexer | gate
--   app.agency    agency_id of an agency account
--   app.account   account_id, empty for the operator of the home
-- Without these settings every protected table is empty (it fails closed).
--
-- Names: pk_<table>, fk_<table>_<column>, uq_<table>_<what>, ck_<table>_<what>, ix_<table>_<what>.
-- Text is stored in NFC. Folded keys (name_key, alias_keys, search_key) are computed in Python (talentdb.text):
-- SQL never lowers Vietnamese.

create table schema_version (
    version integer not null,
    digest text not null,
    catalog jsonb not null,
    registry uuid not null default gen_random_uuid(),
    applied_at timestamptz not null default now(),
    constraint pk_schema_version primary key (version)
);
comment on table schema_version is 'Which schema this database holds; an older or newer one is refused';
comment on column schema_version.version is 'Counts up with each change of schema.sql';
comment on column schema_version.digest is 'SHA-256 of the schema.sql that was applied';
comment on column schema_version.catalog is 'Every object as the server describes it right after that: what `db check` compares with';
comment on column schema_version.registry is 'Names this registry: its index on a search server that serves several';
comment on column schema_version.applied_at is 'When it was applied';

-- ---------------------------------------------------------------------------------------------------- reference

create table code (
    list text not null,
    code text not null,
    label text not null,
    parent_code text,
    aliases text[] not null default '{}',
    rank integer,
    scheme text,
    valid_from date,
    valid_to date,
    source text not null default '',
    constraint pk_code primary key (list, code),
    constraint ck_code_validity check (valid_to is null or valid_from is null or valid_to >= valid_from)
);
comment on table code is 'All code lists: ethnic groups, qualifications, titles, fields of science …';
comment on column code.list is 'Name of the list';
comment on column code.code is 'Official code, or the canonical value of contracts';
comment on column code.label is 'What screens show, in Vietnamese';
comment on column code.parent_code is 'Code of the same list one level up';
comment on column code.aliases is 'Other spellings met in files';
comment on column code.rank is 'Order within the list; higher is more for qualifications';
comment on column code.scheme is 'Edition of the list, where several exist';
comment on column code.valid_from is 'First day of validity';
comment on column code.valid_to is 'Last day of validity';
comment on column code.source is 'Document that states it, with its date';

create table commune (
    commune_code text not null,
    name text not null,
    kind text not null,
    name_key text not null,
    province_code text not null,
    valid_from date not null,
    valid_to date,
    constraint pk_commune primary key (commune_code),
    constraint ck_commune_kind check (kind in ('commune', 'ward')),
    constraint ck_commune_code check (commune_code ~ '^[0-9]{5}$')
);
comment on table commune is 'Communes and wards since 1 July 2025';
comment on column commune.commune_code is 'Official five-digit code';
comment on column commune.name is 'Name without the word Xã or Phường';
comment on column commune.kind is 'commune (xã) or ward (phường)';
comment on column commune.name_key is 'Folded name';
comment on column commune.province_code is 'Two-digit code of the province';
comment on column commune.valid_from is 'First day of the unit';
comment on column commune.valid_to is 'Last day of the unit';

create table commune_predecessor (
    old_code text not null,
    new_code text not null,
    old_name text not null,
    old_district text not null,
    old_province text not null,
    partial boolean not null,
    constraint pk_commune_predecessor primary key (old_code, new_code),
    constraint fk_commune_predecessor_new_code foreign key (new_code) references commune (commune_code)
);
comment on table commune_predecessor is 'Which communes before 1 July 2025 went into which';
comment on column commune_predecessor.old_code is 'Code before the merger';
comment on column commune_predecessor.new_code is 'Code since the merger';
comment on column commune_predecessor.old_name is 'Name before, with its kind';
comment on column commune_predecessor.old_district is 'District before';
comment on column commune_predecessor.old_province is 'Province before';
comment on column commune_predecessor.partial is 'Only a part of the old unit went there';
create index ix_commune_predecessor_new_code on commune_predecessor (new_code);

create table agency (
    agency_id integer not null generated by default as identity,
    code text not null,
    name text not null,
    name_key text not null,
    aliases text[] not null default '{}',
    kind text not null,
    sector text not null,
    is_public boolean not null,
    sti_kind text,
    parent_id integer,
    commune_code text,
    reports boolean not null default false,
    valid_from date,
    valid_to date,
    successor_id integer,
    source text not null default '',
    constraint pk_agency primary key (agency_id),
    constraint uq_agency_code unique (code),
    constraint fk_agency_parent_id foreign key (parent_id) references agency (agency_id),
    constraint fk_agency_successor_id foreign key (successor_id) references agency (agency_id),
    constraint fk_agency_commune_code foreign key (commune_code) references commune (commune_code),
    constraint ck_agency_kind check (kind in ('party', 'department', 'commune', 'front', 'university', 'college',
        'vocational', 'institute', 'hospital', 'school', 'service_unit', 'association', 'enterprise',
        'state_enterprise', 'central', 'armed_forces', 'other')),
    constraint ck_agency_sector check (sector in ('party', 'state', 'public_service', 'front', 'association',
        'state_enterprise', 'private_enterprise', 'central', 'armed_forces', 'freelance', 'other')),
    constraint ck_agency_parent check (parent_id is distinct from agency_id)
);
comment on table agency is 'Bodies that keep lists or employ people';
comment on column agency.agency_id is 'Internal number';
comment on column agency.code is 'Stable public code';
comment on column agency.name is 'Official name';
comment on column agency.name_key is 'Folded name';
comment on column agency.aliases is 'Other names and abbreviations';
comment on column agency.kind is 'Kind of body';
comment on column agency.sector is 'Block of the economy for cuts of the figures';
comment on column agency.is_public is 'Belongs to the public sector by the definition of plan 002';
comment on column agency.sti_kind is 'Kind of organisation of science, technology and innovation, if it is one';
comment on column agency.parent_id is 'Body that manages it and sees its data';
comment on column agency.commune_code is 'Commune of its seat';
comment on column agency.reports is 'Has the duty to report under plan 002: counts in the coverage';
comment on column agency.valid_from is 'First day';
comment on column agency.valid_to is 'Last day';
comment on column agency.successor_id is 'Body that took over its people';
comment on column agency.source is 'Document that states it';
create index ix_agency_parent_id on agency (parent_id);
create index ix_agency_successor_id on agency (successor_id);
create index ix_agency_commune_code on agency (commune_code);

-- ------------------------------------------------------------------------------------------------------- access

create table account (
    account_id integer not null generated by default as identity,
    login text not null,
    password_hash text not null,
    role text not null,
    agency_id integer,
    person_id bigint,
    display_name text not null,
    is_demo boolean not null default false,
    must_change_password boolean not null default true,
    failed_logins integer not null default 0,
    locked_until timestamptz,
    disabled_at timestamptz,
    created_at timestamptz not null default now(),
    last_login_at timestamptz,
    password_set_at timestamptz not null default now(),
    opened_at timestamptz not null default now(),
    sso_name text,
    constraint pk_account primary key (account_id),
    constraint uq_account_login unique (login),
    constraint uq_account_sso_name unique (sso_name),
    constraint fk_account_agency_id foreign key (agency_id) references agency (agency_id),
    constraint ck_account_role check (role in ('agency', 'steward', 'searcher', 'leader', 'administrator', 'auditor',
        'home_affairs', 'finance', 'council_member', 'nominator')),
    constraint ck_account_agency check (role in ('agency', 'nominator', 'home_affairs', 'finance') or agency_id is null),
    constraint ck_account_body check (role <> 'agency' or agency_id is not null)
);
comment on table account is 'People who sign in';
comment on column account.account_id is 'Internal number';
comment on column account.login is 'Name to sign in with, lower case';
comment on column account.password_hash is 'argon2id hash';
comment on column account.role is 'What the account may do';
comment on column account.agency_id is 'Body of an agency account, for which a nominator nominates, or of an officer of programmes';
comment on column account.person_id is 'Who it is in the registry, where that is known: nobody judges their own case';
comment on column account.display_name is 'Name that screens and logs show';
comment on column account.is_demo is 'Made by the demo; its password is public';
comment on column account.must_change_password is 'A new password is asked at the next sign-in';
comment on column account.failed_logins is 'Wrong passwords since the last right one';
comment on column account.locked_until is 'No sign-in before this moment';
comment on column account.disabled_at is 'When it was closed';
comment on column account.created_at is 'When it was made';
comment on column account.last_login_at is 'Last sign-in';
comment on column account.password_set_at is 'Since when the password holds';
comment on column account.opened_at is 'When it was made or last opened again; unused days count from here';
comment on column account.sso_name is 'Name that the single sign-on of the province knows its owner by, lower case; empty: not through it';
create index ix_account_agency_id on account (agency_id);

create table session (
    token_hash bytea not null,
    account_id integer not null,
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    identity text not null default 'local',
    strong boolean not null default false,
    awaits text,
    device text not null default '',
    constraint pk_session primary key (token_hash),
    constraint fk_session_account_id foreign key (account_id) references account (account_id),
    constraint ck_session_identity check (identity in ('local', 'oidc')),
    constraint ck_session_awaits check (awaits in ('code', 'enrolment'))
);
comment on table session is 'Open sign-ins; the token itself is stored nowhere';
comment on column session.token_hash is 'Generation of the key, and HMAC-SHA-256 of the 256-bit random token with it';
comment on column session.account_id is 'Who';
comment on column session.created_at is 'Since when';
comment on column session.last_seen_at is 'Last use; idle sessions end';
comment on column session.expires_at is 'Absolute end';
comment on column session.revoked_at is 'When it was ended early';
comment on column session.identity is 'Who said who it is: our own accounts or the single sign-on of the province';
comment on column session.strong is 'A second factor was shown, here or there';
comment on column session.awaits is 'Step of the sign-in still to come; such a session opens nothing';
comment on column session.device is 'Kind of browser and system, to tell one''s own sessions apart';
create index ix_session_account_id on session (account_id);

create table second_factor (
    account_id integer not null,
    secret_cipher bytea not null,
    confirmed_at timestamptz,
    last_step bigint not null default 0,
    created_at timestamptz not null default now(),
    constraint pk_second_factor primary key (account_id),
    constraint fk_second_factor_account_id foreign key (account_id) references account (account_id)
);
comment on table second_factor is 'Secrets of the codes that phones show (RFC 6238)';
comment on column second_factor.account_id is 'Whose';
comment on column second_factor.secret_cipher is 'The secret, encrypted with its place';
comment on column second_factor.confirmed_at is 'When its owner first typed a right code; before that it is asked of nobody';
comment on column second_factor.last_step is 'Half minute of the newest code taken; neither it nor an older one is taken again';
comment on column second_factor.created_at is 'When it was made';

create table recovery_code (
    account_id integer not null,
    code_hash bytea not null,
    used_at timestamptz,
    constraint pk_recovery_code primary key (account_id, code_hash),
    constraint fk_recovery_code_account_id foreign key (account_id) references account (account_id)
);
comment on table recovery_code is 'Codes on paper for who has lost the phone; each opens once';
comment on column recovery_code.account_id is 'Whose';
comment on column recovery_code.code_hash is 'Hash of the random code';
comment on column recovery_code.used_at is 'When it was used';

create table password_history (
    account_id integer not null,
    password_hash text not null,
    set_at timestamptz not null default now(),
    constraint pk_password_history primary key (account_id, password_hash),
    constraint fk_password_history_account_id foreign key (account_id) references account (account_id)
);
comment on table password_history is 'The newest passwords of each account, which are not taken again';
comment on column password_history.account_id is 'Whose';
comment on column password_history.password_hash is 'argon2id hash';
comment on column password_history.set_at is 'Since when';

create table audit_event (
    audit_id bigint not null generated always as identity,
    at timestamptz not null,
    account_id integer,
    login text not null,
    role text not null,
    agency_id integer,
    action text not null,
    object_kind text not null,
    object_id text not null,
    purpose text,
    details jsonb not null default '{}',
    salt bytea,
    written_in bigint not null default (pg_current_xact_id()::text::bigint),
    constraint pk_audit_event primary key (audit_id),
    constraint ck_audit_event_salt check (octet_length(salt) = 32),
    -- Erased: who, what kind and when stay; the names and the object are gone, with the salt that could prove them.
    constraint ck_audit_event_erased check (salt is not null
        or login = '' and object_id = '' and purpose is null and details = '{}')
);
comment on table audit_event is 'Who saw or changed what: append-only, chained by audit_link';
comment on column audit_event.audit_id is 'Number, in the order of writing; a transaction that was undone leaves a gap';
comment on column audit_event.at is 'When';
comment on column audit_event.account_id is 'Who; empty for the operator of the home';
comment on column audit_event.login is 'Name of the account then';
comment on column audit_event.role is 'Role then';
comment on column audit_event.agency_id is 'Body then';
comment on column audit_event.action is 'What was done';
comment on column audit_event.object_kind is 'On what kind of object';
comment on column audit_event.object_id is 'On which';
comment on column audit_event.purpose is 'The reason given';
comment on column audit_event.details is 'Counts and names of fields, never personal values';
comment on column audit_event.salt is 'Random bytes under the commitment to login, object, purpose and details; empty once these are erased';
comment on column audit_event.written_in is 'Number of the transaction that wrote it, savepoints included; means nothing once that has ended';
create index ix_audit_event_at on audit_event (at);
create index ix_audit_event_object on audit_event (object_kind, object_id);

-- Empty in a transaction that has not logged anything, and after a savepoint took the row back: what is to hang on it
-- is refused then, rather than hung on a row of a transaction before.
create function app_last_audit() returns bigint language plpgsql stable security definer set search_path = public, pg_temp
    as $$
        begin
            return (select e.audit_id from audit_event e
                where e.audit_id = currval(pg_get_serial_sequence('audit_event', 'audit_id'))
                    and e.written_in = pg_current_xact_id_if_assigned()::text::bigint);
        exception when object_not_in_prerequisite_state then
            return null;
        end
    $$;
comment on function app_last_audit() is
    'Number of the audit row that this session wrote last, if the running transaction did; empty otherwise';

create table taken_out (
    audit_id bigint not null default app_last_audit(),
    persons int8multirange not null,
    constraint pk_taken_out primary key (audit_id),
    constraint fk_taken_out_audit_id foreign key (audit_id) references audit_event (audit_id)
);
comment on table taken_out is 'Whom an export took out, so that each of them can be told who had their data';
comment on column taken_out.audit_id is 'Row of the log that tells of the export; its details hold the hash of the numbers';
comment on column taken_out.persons is 'Their numbers then';

create table audit_link (
    chain_no bigint not null,
    audit_id bigint not null,
    commitment bytea not null,
    hash bytea not null,
    constraint pk_audit_link primary key (chain_no),
    constraint uq_audit_link_audit_id unique (audit_id),
    constraint fk_audit_link_audit_id foreign key (audit_id) references audit_event (audit_id)
);
comment on table audit_link is 'The chain over the audit rows, made when a transaction ends: one link a row';
comment on column audit_link.chain_no is 'Place in the chain, from 1, without a gap';
comment on column audit_link.audit_id is 'Whose link';
comment on column audit_link.commitment is 'audit_commitment() of the row: what stays true of it after its content was erased';
comment on column audit_link.hash is 'audit_hash() over the hash of the link before (of the first: SHA-256 of "talentdb"), the commitment and what is open of the row';

create table audit_head (
    only_row boolean not null default true,
    rows bigint not null default 0,
    hash bytea not null,
    constraint pk_audit_head primary key (only_row),
    constraint ck_audit_head_only_row check (only_row)
);
comment on table audit_head is 'The newest link of the audit chain; its row lock puts writers in order';
comment on column audit_head.only_row is 'Always true: there is one row';
comment on column audit_head.rows is 'How many links there are';
comment on column audit_head.hash is 'Hash of the newest link';
insert into audit_head (hash) values (sha256('talentdb'::bytea));

create table blind_index_key (
    only_row boolean not null default true,
    generation integer not null,
    constraint pk_blind_index_key primary key (only_row),
    constraint ck_blind_index_key_only_row check (only_row),
    constraint ck_blind_index_key_generation check (generation between 1 and 255)
);
comment on table blind_index_key is 'Which generation of the key of the blind index all keyed hashes of national ids are made with';
comment on column blind_index_key.only_row is 'Always true: there is one row';
comment on column blind_index_key.generation is 'The first byte of every keyed hash';
insert into blind_index_key (generation) values (1);

-- ------------------------------------------------------------------------------------------------------- intake

create table submission_file (
    sha256 text not null,
    size integer not null,
    kind text not null,
    content_cipher bytea not null,
    rest_cipher bytea,
    received_at timestamptz not null default now(),
    constraint pk_submission_file primary key (sha256),
    constraint ck_submission_file_sha256 check (sha256 ~ '^[0-9a-f]{64}$')
);
comment on table submission_file is 'The bytes that agencies sent, for ever, encrypted';
comment on column submission_file.sha256 is 'SHA-256 of the bytes in the clear, in hex';
comment on column submission_file.size is 'Bytes in the clear';
comment on column submission_file.kind is 'xlsx, xls, csv … by content';
comment on column submission_file.content_cipher is 'AES-256-GCM, bound to the hash';
comment on column submission_file.rest_cipher is 'Rows that became no record (titles, notes, tables of no form), encrypted; for making the file anew after an erasure';
comment on column submission_file.received_at is 'First time it came';

create table submission (
    submission_id bigint not null generated by default as identity,
    receipt text not null,
    agency_id integer not null,
    form text not null,
    origin text not null,
    file_sha256 text,
    file_name text not null,
    as_of date not null,
    state text not null,
    n_records integer not null,
    n_refused integer not null,
    n_errors integer not null,
    n_warnings integer not null,
    understanding jsonb not null,
    reader_version text not null,
    created_at timestamptz not null default now(),
    created_by integer,
    constraint pk_submission primary key (submission_id),
    constraint uq_submission_receipt unique (receipt),
    constraint fk_submission_agency_id foreign key (agency_id) references agency (agency_id),
    constraint fk_submission_file_sha256 foreign key (file_sha256) references submission_file (sha256),
    constraint fk_submission_created_by foreign key (created_by) references account (account_id),
    constraint ck_submission_state check (state in ('draft', 'submitted', 'approved', 'returned', 'rolled_back',
        'withdrawn')),
    constraint ck_submission_origin check ((origin = 'workbook' and file_sha256 is not null)
        or (origin = 'manual' and file_sha256 is null)),
    constraint ck_submission_counts check (n_refused between 0 and n_records)
);
comment on table submission is 'What an agency handed in, and how far it got';
comment on column submission.submission_id is 'Internal number';
comment on column submission.receipt is 'Number on the receipt';
comment on column submission.agency_id is 'Who handed it in';
comment on column submission.form is 'Form it was read as';
comment on column submission.origin is 'workbook, or manual (typed on the page)';
comment on column submission.file_sha256 is 'The bytes';
comment on column submission.file_name is 'Name of the file as sent; shown, never used as a path';
comment on column submission.as_of is 'Day that the data describe';
comment on column submission.state is 'draft, submitted, approved, returned, rolled_back or withdrawn';
comment on column submission.n_records is 'Rows that are records';
comment on column submission.n_refused is 'Of those, refused (no usable name)';
comment on column submission.n_errors is 'Problems of severity error';
comment on column submission.n_warnings is 'Problems of severity warning';
comment on column submission.understanding is 'Sheets, tables, columns and skipped rows as they were understood';
comment on column submission.reader_version is 'Version of the reader';
comment on column submission.created_at is 'When it came';
comment on column submission.created_by is 'Account that sent it; empty for the operator';
create index ix_submission_agency_id on submission (agency_id);
create index ix_submission_created_by on submission (created_by);
create index ix_submission_file_sha256 on submission (file_sha256);
create index ix_submission_state on submission (state);
create unique index uq_submission_same_file on submission (agency_id, form, file_sha256)
    where state in ('draft', 'submitted', 'approved');

-- One order for all decisions (submissions, judgements and their retractions): the registry is their replay.
create sequence decision_order as bigint;
comment on sequence decision_order is 'Order of all decisions that the registry is derived from';

create table submission_event (
    event_id bigint not null default nextval('decision_order'),
    submission_id bigint not null,
    kind text not null,
    at timestamptz not null,
    account_id integer,
    login text not null,
    reason text,
    constraint pk_submission_event primary key (event_id),
    constraint fk_submission_event_submission_id foreign key (submission_id) references submission (submission_id),
    constraint fk_submission_event_account_id foreign key (account_id) references account (account_id),
    constraint ck_submission_event_kind check (kind in ('received', 'submitted', 'approved', 'returned',
        'rolled_back', 'withdrawn'))
);
comment on table submission_event is 'The decisions, in order: with the source records all that the registry is derived from';
comment on column submission_event.event_id is 'Order of the decisions';
comment on column submission_event.submission_id is 'About what';
comment on column submission_event.kind is 'What was decided';
comment on column submission_event.at is 'When';
comment on column submission_event.account_id is 'By whom';
comment on column submission_event.login is 'Name of the account then';
comment on column submission_event.reason is 'Why';
create index ix_submission_event_submission_id on submission_event (submission_id);
create index ix_submission_event_account_id on submission_event (account_id);

create table source_record (
    source_record_id bigint not null generated by default as identity,
    submission_id bigint not null,
    agency_id integer not null,
    employer_id integer not null,
    form text not null,
    sheet text not null,
    table_no integer not null,
    row_no integer not null,
    part_no integer not null default 0,
    state text not null,
    "values" jsonb not null,
    raw_cipher bytea not null,
    national_id_cipher bytea,
    national_id_hmac bytea,
    national_id_kind text,
    staff_code text,
    name_key text,
    name_toned text,
    birth_date date,
    birth_date_precision text,
    sex text,
    id_sex text,
    id_birth_year smallint,
    match_keys bigint[] not null default '{}',
    corrects_record_id bigint,
    search_key text not null default '',
    constraint pk_source_record primary key (source_record_id),
    constraint uq_source_record_place unique (submission_id, sheet, table_no, row_no, part_no),
    constraint fk_source_record_submission_id foreign key (submission_id) references submission (submission_id),
    constraint fk_source_record_agency_id foreign key (agency_id) references agency (agency_id),
    constraint fk_source_record_employer_id foreign key (employer_id) references agency (agency_id),
    constraint fk_source_record_corrects_record_id foreign key (corrects_record_id)
        references source_record (source_record_id),
    constraint ck_source_record_state check (state in ('accepted', 'refused')),
    constraint ck_source_record_national_id check ((national_id_hmac is null) = (national_id_cipher is null)
        and (national_id_hmac is null) = (national_id_kind is null)
        and national_id_kind in ('citizen', 'old') and not "values" ? 'national_id'),
    constraint ck_source_record_sex check (sex in ('male', 'female') and id_sex in ('male', 'female')),
    constraint ck_source_record_precision check (birth_date_precision in ('day', 'month', 'year'))
);
comment on table source_record is 'One row of a submission as it came and as it was understood: immutable, for ever';
comment on column source_record.source_record_id is 'Internal number; the first one of a person is the person''s number';
comment on column source_record.submission_id is 'In which submission';
comment on column source_record.agency_id is 'Who handed it in';
comment on column source_record.employer_id is 'Body that employs the person by this row';
comment on column source_record.form is 'Form of the row';
comment on column source_record.sheet is 'Sheet';
comment on column source_record.table_no is 'Table in the sheet, from 1';
comment on column source_record.row_no is 'Row as Excel shows it';
comment on column source_record.part_no is 'Number of the record within the row, from 0';
comment on column source_record.state is 'accepted, or refused (nothing in it that its form is about: no usable name)';
comment on column source_record."values" is 'Normalised values by field name, without the national id';
comment on column source_record.raw_cipher is 'The cells of the row as they came, encrypted, bound to the place';
comment on column source_record.national_id_cipher is 'National id, AES-256-GCM, bound to the place';
comment on column source_record.national_id_hmac is 'Keyed hash of the national id, for equality only';
comment on column source_record.national_id_kind is 'citizen (12 digits) or old (9 digits)';
comment on column source_record.staff_code is 'Staff code, unique within the employer at most';
comment on column source_record.name_key is 'Folded name; null in rows of forms that name nobody (institutions, needs)';
comment on column source_record.name_toned is 'Lower-case name with tones';
comment on column source_record.birth_date is 'Birth date as far as known';
comment on column source_record.birth_date_precision is 'day, month or year';
comment on column source_record.sex is 'male or female';
comment on column source_record.id_sex is 'Sex by the digits of a citizen id';
comment on column source_record.id_birth_year is 'Year of birth by the digits of a citizen id';
comment on column source_record.match_keys is 'Hashes of what rows of one person have in common, one way or another: only rows that share one are compared';
comment on column source_record.corrects_record_id is 'Row that this one, typed on a page, corrects: the same person, whatever it says';
comment on column source_record.search_key is 'Folded text that an agency searches its own people in';
create index ix_source_record_agency_id on source_record (agency_id);
create index ix_source_record_employer_id on source_record (employer_id, staff_code);
create index ix_source_record_national_id on source_record (national_id_hmac) where national_id_hmac is not null;
create index ix_source_record_name on source_record (name_key, birth_date);
create index ix_source_record_corrects on source_record (corrects_record_id) where corrects_record_id is not null;
-- Needs are a few rows among those of all people, and every page asks how many of them wait.
create index ix_source_record_needs on source_record (submission_id) where form = 'needs';
-- Who is listed as working is counted for all bodies at once: from the index alone, not from the rows with all they say.
create index ix_source_record_working on source_record (submission_id, source_record_id)
    where form = 'people' and coalesce("values" ->> 'status', 'working') = 'working';

create table record_return (
    event_id bigint not null,
    source_record_id bigint not null,
    reason text not null,
    constraint pk_record_return primary key (source_record_id, event_id),
    constraint fk_record_return_event_id foreign key (event_id) references submission_event (event_id),
    constraint fk_record_return_source_record_id foreign key (source_record_id)
        references source_record (source_record_id),
    constraint ck_record_return_reason check (reason <> '')
);
comment on table record_return is 'Rows that a decision sent back: an approval leaves them out, a return names them';
comment on column record_return.event_id is 'The approval or return';
comment on column record_return.source_record_id is 'The row';
comment on column record_return.reason is 'Why; the agency reads it';
create index ix_record_return_event_id on record_return (event_id);

create table submission_problem (
    submission_id bigint not null,
    problem_no integer not null,
    code text not null,
    severity text not null,
    sheet text,
    cell text,
    row_no integer,
    field text,
    raw text,
    message text not null,
    suggestion text,
    constraint pk_submission_problem primary key (submission_id, problem_no),
    constraint fk_submission_problem_submission_id foreign key (submission_id) references submission (submission_id),
    constraint ck_submission_problem_severity check (severity in ('error', 'warning', 'info'))
);
comment on table submission_problem is 'What was found wrong or doubtful, with its cell';
comment on column submission_problem.submission_id is 'In which submission';
comment on column submission_problem.problem_no is 'Order, from 1';
comment on column submission_problem.code is 'Code of the problem catalogue';
comment on column submission_problem.severity is 'error (not taken), warning (taken, look), info';
comment on column submission_problem.sheet is 'Sheet';
comment on column submission_problem.cell is 'Address as Excel shows it';
comment on column submission_problem.row_no is 'Row as Excel shows it';
comment on column submission_problem.field is 'Field';
comment on column submission_problem.raw is 'What stood there; masked where it is restricted';
comment on column submission_problem.message is 'What is wrong and what to do, in Vietnamese';
comment on column submission_problem.suggestion is 'Proposed value; empty where it is restricted';

create table column_mapping (
    agency_id integer not null,
    form text not null,
    header_key text not null,
    field text not null,
    times_seen integer not null default 1,
    confirmed_by integer,
    last_seen_at timestamptz not null default now(),
    constraint pk_column_mapping primary key (agency_id, form, header_key),
    constraint fk_column_mapping_agency_id foreign key (agency_id) references agency (agency_id),
    constraint fk_column_mapping_confirmed_by foreign key (confirmed_by) references account (account_id)
);
comment on table column_mapping is 'What an agency''s columns meant in its approved submissions';
comment on column column_mapping.agency_id is 'Whose';
comment on column column_mapping.form is 'In which form';
comment on column column_mapping.header_key is 'Folded header';
comment on column column_mapping.field is 'Field it means; - for a column to leave aside';
comment on column column_mapping.times_seen is 'How often it was confirmed';
comment on column column_mapping.confirmed_by is 'Who confirmed it last';
comment on column column_mapping.last_seen_at is 'When';
create index ix_column_mapping_confirmed_by on column_mapping (confirmed_by);

-- -------------------------------------------------------------------------------------------------- judgements
-- What stewards decided about who is who. Append-only: taking one back is a row of its own.

create table judgement (
    judgement_id bigint not null default nextval('decision_order'),
    verdict text not null,
    origin text not null,
    reason text not null default '',
    score double precision,
    model_version text not null,
    at timestamptz not null,
    account_id integer,
    login text not null,
    constraint pk_judgement primary key (judgement_id),
    constraint fk_judgement_account_id foreign key (account_id) references account (account_id),
    constraint ck_judgement_verdict check (verdict in ('same', 'different', 'unsure')),
    constraint ck_judgement_origin check (origin in ('queue', 'check', 'split')),
    constraint ck_judgement_score check (score between 0 and 1)
);
comment on table judgement is 'Decisions of stewards about who is who';
comment on column judgement.judgement_id is 'Number; order among all decisions';
comment on column judgement.verdict is 'same, different or unsure';
comment on column judgement.origin is 'queue (a possible duplicate), check (an automatic merge looked at), split (a person taken apart)';
comment on column judgement.reason is 'Why, in the words of the steward';
comment on column judgement.score is 'What the model thought then: chance that they are one person';
comment on column judgement.model_version is 'Version of the model then';
comment on column judgement.at is 'When';
comment on column judgement.account_id is 'By whom';
comment on column judgement.login is 'Name of the account then';
create index ix_judgement_account_id on judgement (account_id);

create table judgement_record (
    judgement_id bigint not null,
    source_record_id bigint not null,
    side smallint not null,
    constraint pk_judgement_record primary key (judgement_id, source_record_id),
    constraint fk_judgement_record_judgement_id foreign key (judgement_id) references judgement (judgement_id),
    constraint fk_judgement_record_source_record_id foreign key (source_record_id)
        references source_record (source_record_id),
    constraint ck_judgement_record_side check (side >= 0)
);
comment on table judgement_record is 'The records that a judgement speaks of, as they lay before the steward';
comment on column judgement_record.judgement_id is 'The judgement';
comment on column judgement_record.source_record_id is 'A record';
comment on column judgement_record.side is 'Records of one side were one person then; different sides are said to be the same, or not';
create index ix_judgement_record_source_record_id on judgement_record (source_record_id);

create table judgement_retraction (
    judgement_id bigint not null,
    event_id bigint not null default nextval('decision_order'),
    reason text not null default '',
    at timestamptz not null,
    account_id integer,
    login text not null,
    constraint pk_judgement_retraction primary key (judgement_id),
    constraint uq_judgement_retraction_event_id unique (event_id),
    constraint fk_judgement_retraction_judgement_id foreign key (judgement_id) references judgement (judgement_id),
    constraint fk_judgement_retraction_account_id foreign key (account_id) references account (account_id)
);
comment on table judgement_retraction is 'Judgements taken back: they count no more, and stay readable';
comment on column judgement_retraction.judgement_id is 'Which';
comment on column judgement_retraction.event_id is 'Order among all decisions';
comment on column judgement_retraction.reason is 'Why';
comment on column judgement_retraction.at is 'When';
comment on column judgement_retraction.account_id is 'By whom';
comment on column judgement_retraction.login is 'Name of the account then';
create index ix_judgement_retraction_account_id on judgement_retraction (account_id);

-- ----------------------------------------------------------------------------------------------------- registry
-- Everything below is derived from approved source records and the decisions; `talentdb` can empty and rebuild it.

create table person (
    person_id bigint not null,
    state text not null,
    content_hash text not null,
    version_count integer not null,
    changed_at timestamptz not null default now(),
    constraint pk_person primary key (person_id),
    constraint ck_person_state check (state in ('active', 'withdrawn'))
);
comment on table person is 'One person once; the values stand in person_version';
comment on column person.person_id is 'Stable number: that of the first source record';
comment on column person.state is 'active, or withdrawn (no approved source record is left)';
comment on column person.content_hash is 'Digest of all derived rows of the person; the version of the index document';
comment on column person.version_count is 'How many versions there are';
comment on column person.changed_at is 'Last time the content changed';

create table person_redirect (
    person_id bigint not null,
    target_id bigint not null,
    constraint pk_person_redirect primary key (person_id),
    constraint fk_person_redirect_target_id foreign key (target_id) references person (person_id),
    constraint ck_person_redirect_other check (person_id <> target_id)
);
comment on table person_redirect is 'Numbers that were merged into another; links to them keep working';
comment on column person_redirect.person_id is 'Old number';
comment on column person_redirect.target_id is 'Number now';
create index ix_person_redirect_target_id on person_redirect (target_id);

create table person_source (
    source_record_id bigint not null,
    person_id bigint,
    rule text not null,
    constraint pk_person_source primary key (source_record_id),
    constraint fk_person_source_source_record_id foreign key (source_record_id)
        references source_record (source_record_id),
    constraint fk_person_source_person_id foreign key (person_id) references person (person_id),
    constraint ck_person_source_rule check (rule in ('new', 'national_id', 'score', 'correction', 'judgement',
        'unlinked') and (rule = 'unlinked') = (person_id is null))
);
comment on table person_source is 'The records that count, which person each is, and by which rule';
comment on column person_source.source_record_id is 'The record';
comment on column person_source.person_id is 'The person; empty for a work or award that fits nobody known';
comment on column person_source.rule is 'new, national_id, score, correction, judgement, or unlinked (fits nobody known)';
create index ix_person_source_person_id on person_source (person_id);

create table match_key (
    "key" bigint not null,
    source_record_id bigint not null,
    constraint pk_match_key primary key ("key", source_record_id),
    constraint fk_match_key_source_record_id foreign key (source_record_id)
        references source_record (source_record_id)
);
comment on table match_key is 'The match keys of the records that count, to find who could be whom';
comment on column match_key."key" is 'Hash; its lowest four bits are the kind of key';
comment on column match_key.source_record_id is 'The record';
create index ix_match_key_source_record_id on match_key (source_record_id);

create table match_pair (
    a_record_id bigint not null,
    b_record_id bigint not null,
    submission_id bigint not null,
    preview boolean not null,
    decision text not null,
    weight double precision not null,
    score double precision not null,
    evidence jsonb not null,
    model_version text not null,
    constraint pk_match_pair primary key (a_record_id, b_record_id, preview),
    constraint fk_match_pair_a_record_id foreign key (a_record_id) references source_record (source_record_id),
    constraint fk_match_pair_b_record_id foreign key (b_record_id) references source_record (source_record_id),
    constraint fk_match_pair_submission_id foreign key (submission_id) references submission (submission_id),
    constraint ck_match_pair_order check (a_record_id < b_record_id),
    constraint ck_match_pair_decision check (decision in ('merge', 'ask')),
    constraint ck_match_pair_score check (score between 0 and 1)
);
comment on table match_pair is 'Pairs of records that may be one person, as compared when the later one was approved';
comment on column match_pair.a_record_id is 'The smaller number';
comment on column match_pair.b_record_id is 'The larger number';
comment on column match_pair.submission_id is 'Submission whose matching found it';
comment on column match_pair.preview is 'Of a submission that waits: shown to stewards, counts for nothing yet';
comment on column match_pair.decision is 'merge (the model is sure) or ask';
comment on column match_pair.weight is 'Evidence in bits: log2 of the odds that they are one person';
comment on column match_pair.score is 'The same as a chance';
comment on column match_pair.evidence is 'By feature: level and weight in bits';
comment on column match_pair.model_version is 'Model that compared them';
create index ix_match_pair_b_record_id on match_pair (b_record_id);
create index ix_match_pair_submission_id on match_pair (submission_id);
create index ix_match_pair_ask on match_pair (weight desc) where decision = 'ask' and not preview;

create table match_run (
    submission_id bigint not null,
    preview boolean not null,
    model_version text not null,
    n_records integer not null,
    n_compared bigint not null,
    n_merge integer not null,
    n_ask integer not null,
    constraint pk_match_run primary key (submission_id, preview),
    constraint fk_match_run_submission_id foreign key (submission_id) references submission (submission_id)
);
comment on table match_run is 'Matchings of submissions against the registry';
comment on column match_run.submission_id is 'Of which submission';
comment on column match_run.preview is 'Before its approval';
comment on column match_run.model_version is 'Model';
comment on column match_run.n_records is 'Its rows';
comment on column match_run.n_compared is 'Pairs compared';
comment on column match_run.n_merge is 'Of those, sure to be one person';
comment on column match_run.n_ask is 'Of those, to be asked';

create table person_version (
    person_id bigint not null,
    version integer not null,
    valid_from date not null,
    valid_to date,
    "values" jsonb not null,
    provenance jsonb not null,
    full_name text not null,
    name_key text not null,
    name_toned text not null,
    name_sort text collate "C" not null,
    sex text,
    birth_date date,
    birth_date_precision text,
    ethnicity_code text,
    commune_code text,
    agency_id integer not null,
    agency_ids integer[] not null,
    sector text not null,
    is_public boolean not null,
    employment_category text,
    position_level text,
    professional_title_code text,
    qualification text,
    qualification_rank integer,
    academic_title text,
    political_theory text,
    state_management text,
    research_fields text[] not null,
    field_group text,
    status text,
    sti_posts text[] not null,
    is_intellectual boolean,
    trained_on date[] not null,
    standard_on date[] not null default '{}',
    political_on date[] not null default '{}',
    course_kinds text[],
    course_earliest date[],
    course_latest date[],
    recruitment_date date,
    recruitment_form text,
    talent_groups text[] not null default '{}',
    retires_on date,
    planned_on date[] not null default '{}',
    national_id_hmac bytea,
    search_key text not null,
    birth_earliest date generated always as (case birth_date_precision
        when 'year' then date_trunc('year', birth_date::timestamp)::date
        when 'month' then date_trunc('month', birth_date::timestamp)::date else birth_date end) stored,
    birth_latest date generated always as (case birth_date_precision
        when 'year' then (date_trunc('year', birth_date::timestamp) + interval '1 year - 1 day')::date
        when 'month' then (date_trunc('month', birth_date::timestamp) + interval '1 month - 1 day')::date
        else birth_date end) stored,
    constraint pk_person_version primary key (person_id, version),
    constraint fk_person_version_person_id foreign key (person_id) references person (person_id),
    constraint fk_person_version_agency_id foreign key (agency_id) references agency (agency_id),
    constraint ck_person_version_range check (valid_to is null or valid_to > valid_from),
    constraint ck_person_version_national_id check (not "values" ? 'national_id')
);
comment on table person_version is 'The golden values of a person, and from which day to which they held';
comment on column person_version.person_id is 'Who';
comment on column person_version.version is 'Order, from 1';
comment on column person_version.valid_from is 'First day: as-of day of the newest source';
comment on column person_version.valid_to is 'Day of the next version; empty for the current one';
comment on column person_version."values" is 'Golden values by field name, without the national id';
comment on column person_version.provenance is 'Field name to source_record_id of the value';
comment on column person_version.full_name is 'Name';
comment on column person_version.name_key is 'Folded name';
comment on column person_version.name_toned is 'Lower-case name with tones';
comment on column person_version.name_sort is 'Key of the Vietnamese order: given name first';
comment on column person_version.sex is 'male, female or unknown (empty)';
comment on column person_version.birth_date is 'Birth date as far as known';
comment on column person_version.birth_date_precision is 'day, month or year';
comment on column person_version.ethnicity_code is 'Ethnic group; sensitive by law';
comment on column person_version.commune_code is 'Commune';
comment on column person_version.agency_id is 'Main employer';
comment on column person_version.agency_ids is 'All employers';
comment on column person_version.sector is 'Sector of the main employer';
comment on column person_version.is_public is 'Works in the public sector (main employer)';
comment on column person_version.employment_category is 'Kind of employment';
comment on column person_version.position_level is 'leader, manager or staff';
comment on column person_version.professional_title_code is 'Code of the professional title';
comment on column person_version.qualification is 'Highest degree earned';
comment on column person_version.qualification_rank is 'Its rank';
comment on column person_version.academic_title is 'Academic title';
comment on column person_version.political_theory is 'Level of political theory';
comment on column person_version.state_management is 'Level of state management';
comment on column person_version.research_fields is 'Codes of fields of science and technology';
comment on column person_version.field_group is 'First digit of the first field: the cut by field';
comment on column person_version.status is 'working, retired, moved, left, deceased';
comment on column person_version.sti_posts is 'Posts in science, technology and innovation, stated or derived';
comment on column person_version.is_intellectual is 'Intellectual by the definition of plan 002; empty when unknown';
comment on column person_version.trained_on is 'Days on which training that counts ended; 0001-01-01: ended nobody knows when';
comment on column person_version.standard_on is 'Days on which training for rank, title or job position ended; 0001-01-01: ended nobody knows when';
comment on column person_version.political_on is 'Days on which training in political theory ended; 0001-01-01: ended nobody knows when';
comment on column person_version.course_kinds is 'Of completed courses whose end is known by month or year: trained, standard or political; empty: none';
comment on column person_version.course_earliest is 'First day on which each of them can have ended';
comment on column person_version.course_latest is 'Last day on which each of them can have ended';
comment on column person_version.recruitment_date is 'When the main employer recruited the person';
comment on column person_version.recruitment_form is 'How: selection, reception, special, exam';
comment on column person_version.talent_groups is 'Groups of talents';
comment on column person_version.retires_on is 'Last day of work by the age of retirement; empty without birth date or sex';
comment on column person_version.planned_on is 'Days on which planned training that counts is to end';
comment on column person_version.national_id_hmac is 'Keyed hash of the national id';
comment on column person_version.search_key is 'Folded text that lists are narrowed by';
comment on column person_version.birth_earliest is 'First day the birth can have been on, as far as it is known';
comment on column person_version.birth_latest is 'Last day the birth can have been on, as far as it is known';
create unique index uq_person_version_current on person_version (person_id) where valid_to is null;
create index ix_person_version_agency_id on person_version (agency_id) where valid_to is null;
create index ix_person_version_agency_ids on person_version using gin (agency_ids) where valid_to is null;
create index ix_person_version_name_sort on person_version (name_sort, person_id) where valid_to is null;
-- What indicators count people by: a count reads 270 bytes a version in place of 1,900. An index has 32 columns at
-- most, so names and academic titles are left to the table, and a row of it 2.7 kB, so days of courses are limited
-- where versions are derived.
create index ix_person_version_facts on person_version (valid_from) include (valid_to, person_id, sex, birth_date,
    birth_date_precision, birth_earliest, birth_latest, ethnicity_code, commune_code, agency_id, sector, is_public,
    employment_category, position_level, professional_title_code, qualification, field_group, status,
    sti_posts, is_intellectual, trained_on, standard_on, political_on, course_kinds, course_earliest,
    course_latest, recruitment_date, recruitment_form, talent_groups, retires_on, planned_on);

-- Beside person_version, so that a word that every fifth person has is still found, sifted, counted and ordered within
-- the second: rows of some 250 bytes, of which a million stay in memory. The words are looked up in their index alone;
-- PostgreSQL keeps anything out of a row only where the row is longer than 2 kB, which the padding (31 bytes as it is
-- kept) makes each of them; all but the words stays in it.
create table person_search (
    person_id bigint not null,
    birth_date date,
    standing smallint not null,
    is_public boolean,
    name_key text not null,
    name_toned text not null,
    sex text,
    commune_code text,
    agency_ids integer[] not null,
    sector text,
    position_level text,
    qualification text,
    academic_title text,
    research_fields text[] not null,
    field_group text,
    status text,
    sti_posts text[] not null,
    languages text[] not null,
    words tsvector not null,
    padding text generated always as (repeat(' ', 2100)) stored,
    constraint pk_person_search primary key (person_id),
    constraint fk_person_search_person_id foreign key (person_id) references person (person_id)
) with (toast_tuple_target = 128);
alter table person_search alter column words set storage external, alter column padding set storage main,
    alter column name_key set storage main, alter column name_toned set storage main,
    alter column agency_ids set storage main, alter column research_fields set storage main,
    alter column sti_posts set storage main, alter column languages set storage main,
    alter column sex set storage main, alter column commune_code set storage main,
    alter column sector set storage main, alter column position_level set storage main,
    alter column qualification set storage main, alter column academic_title set storage main,
    alter column field_group set storage main, alter column status set storage main;
comment on table person_search is 'What a person is found and sifted by without Meilisearch: values of the newest version';
comment on column person_search.person_id is 'Who';
comment on column person_search.birth_date is 'Birth date as far as known';
comment on column person_search.standing is 'Academic title and degree: who is taken first of many';
comment on column person_search.is_public is 'Works in the public sector (main employer)';
comment on column person_search.name_key is 'Folded name';
comment on column person_search.name_toned is 'Lower-case name with tones';
comment on column person_search.sex is 'male, female or unknown (empty)';
comment on column person_search.commune_code is 'Commune';
comment on column person_search.agency_ids is 'All employers';
comment on column person_search.sector is 'Sector of the main employer';
comment on column person_search.position_level is 'leader, manager or staff';
comment on column person_search.qualification is 'Highest degree earned';
comment on column person_search.academic_title is 'Academic title';
comment on column person_search.research_fields is 'Codes of fields of science and technology';
comment on column person_search.field_group is 'First digit of the first field';
comment on column person_search.status is 'working, retired, moved, left, deceased';
comment on column person_search.sti_posts is 'Posts in science, technology and innovation, stated or derived';
comment on column person_search.languages is 'Codes of the languages';
comment on column person_search.words is 'Folded words, neighbours as one (an_toan), words of names (_hang); of works too';
comment on column person_search.padding is 'Says nothing; makes PostgreSQL keep the words out of the row';
create index ix_person_search_words on person_search using gin (words);

create table employment (
    person_id bigint not null,
    source_record_id bigint not null,
    agency_id integer not null,
    sub_unit text,
    position_title text,
    position_level text,
    employment_category text,
    professional_title_code text,
    job_position text,
    recruitment_date date,
    as_of date not null,
    is_main boolean not null,
    constraint pk_employment primary key (source_record_id),
    constraint fk_employment_person_id foreign key (person_id) references person (person_id),
    constraint fk_employment_source_record_id foreign key (source_record_id) references source_record (source_record_id),
    constraint fk_employment_agency_id foreign key (agency_id) references agency (agency_id)
);
comment on table employment is 'Posts of a person, one for each source that states one';
comment on column employment.person_id is 'Who';
comment on column employment.source_record_id is 'By which row';
comment on column employment.agency_id is 'Employer';
comment on column employment.sub_unit is 'Room, faculty, department';
comment on column employment.position_title is 'Position';
comment on column employment.position_level is 'leader, manager or staff';
comment on column employment.employment_category is 'Kind of employment';
comment on column employment.professional_title_code is 'Code of the professional title';
comment on column employment.job_position is 'Job position';
comment on column employment.recruitment_date is 'Day of recruitment';
comment on column employment.as_of is 'Day that the row describes';
comment on column employment.is_main is 'Newest row of the main employer';
create index ix_employment_person_id on employment (person_id);
create index ix_employment_agency_id on employment (agency_id);

create table qualification (
    person_id bigint not null,
    source_record_id bigint not null,
    level text not null,
    degree_title text,
    field_of_training text,
    training_institution text,
    training_country text,
    graduation_year integer,
    training_mode text,
    graduation_grade text,
    constraint pk_qualification primary key (source_record_id),
    constraint fk_qualification_person_id foreign key (person_id) references person (person_id),
    constraint fk_qualification_source_record_id foreign key (source_record_id)
        references source_record (source_record_id)
);
comment on table qualification is 'Degrees of a person';
comment on column qualification.person_id is 'Who';
comment on column qualification.source_record_id is 'By which row';
comment on column qualification.level is 'Level of the degree';
comment on column qualification.degree_title is 'Cử nhân, Kỹ sư, Bác sĩ …';
comment on column qualification.field_of_training is 'Field';
comment on column qualification.training_institution is 'School';
comment on column qualification.training_country is 'Country, ISO 3166 alpha-2';
comment on column qualification.graduation_year is 'Year';
comment on column qualification.training_mode is 'Mode';
comment on column qualification.graduation_grade is 'Grade';
create index ix_qualification_person_id on qualification (person_id);

create table training (
    person_id bigint not null,
    source_record_id bigint not null,
    training_type text,
    training_name text,
    training_status text,
    training_start date,
    training_end date,
    certificate_no text,
    counts boolean not null,
    constraint pk_training primary key (source_record_id),
    constraint fk_training_person_id foreign key (person_id) references person (person_id),
    constraint fk_training_source_record_id foreign key (source_record_id) references source_record (source_record_id)
);
comment on table training is 'Courses of a person';
comment on column training.person_id is 'Who';
comment on column training.source_record_id is 'By which row';
comment on column training.training_type is 'Type of the course';
comment on column training.training_name is 'Name of the course';
comment on column training.training_status is 'planned, ongoing or completed';
comment on column training.training_start is 'First day';
comment on column training.training_end is 'Last day';
comment on column training.certificate_no is 'Number of the certificate';
comment on column training.counts is 'Completed and of a type that indicator I2 counts';
create index ix_training_person_id on training (person_id);

create table language_skill (
    person_id bigint not null,
    source_record_id bigint not null,
    ordinal integer not null,
    language text not null,
    framework text,
    level text,
    score numeric,
    issuer text,
    valid_to date,
    constraint pk_language_skill primary key (source_record_id, ordinal),
    constraint fk_language_skill_person_id foreign key (person_id) references person (person_id),
    constraint fk_language_skill_source_record_id foreign key (source_record_id)
        references source_record (source_record_id)
);
comment on table language_skill is 'Languages of a person';
comment on column language_skill.person_id is 'Who';
comment on column language_skill.source_record_id is 'By which row';
comment on column language_skill.ordinal is 'Order in the cell, from 1';
comment on column language_skill.language is 'ISO 639-1';
comment on column language_skill.framework is 'Framework of the level';
comment on column language_skill.level is 'Level';
comment on column language_skill.score is 'Score';
comment on column language_skill.issuer is 'Issuer of the certificate';
comment on column language_skill.valid_to is 'Last day of the certificate';
create index ix_language_skill_person_id on language_skill (person_id);

create table work_member (
    person_id bigint not null,
    source_record_id bigint not null,
    work_key text not null,
    work_title text not null,
    work_type text,
    work_level text,
    work_year integer,
    work_result text,
    member_role text,
    applied boolean,
    constraint pk_work_member primary key (source_record_id),
    constraint fk_work_member_person_id foreign key (person_id) references person (person_id),
    constraint fk_work_member_source_record_id foreign key (source_record_id)
        references source_record (source_record_id)
);
comment on table work_member is 'Parts of a person in research tasks, publications, patents and initiatives';
comment on column work_member.person_id is 'Who';
comment on column work_member.source_record_id is 'By which row';
comment on column work_member.work_key is 'Folded title: rows with the same key and year tell of one work';
comment on column work_member.work_title is 'Title';
comment on column work_member.work_type is 'Type';
comment on column work_member.work_level is 'Level';
comment on column work_member.work_year is 'Year';
comment on column work_member.work_result is 'Result of the appraisal';
comment on column work_member.member_role is 'Part of the person in it';
comment on column work_member.applied is 'Whether it is applied in practice';
create index ix_work_member_person_id on work_member (person_id);
create index ix_work_member_work_key on work_member (work_key);

create table award (
    person_id bigint not null,
    source_record_id bigint not null,
    award_name text,
    award_code text,
    award_level text,
    award_year integer,
    constraint pk_award primary key (source_record_id),
    constraint fk_award_person_id foreign key (person_id) references person (person_id),
    constraint fk_award_source_record_id foreign key (source_record_id) references source_record (source_record_id)
);
comment on table award is 'Awards and titles of a person';
comment on column award.person_id is 'Who';
comment on column award.source_record_id is 'By which row';
comment on column award.award_name is 'Name as stated';
comment on column award.award_code is 'Code of the list of awards';
comment on column award.award_level is 'Level';
comment on column award.award_year is 'Year';
create index ix_award_person_id on award (person_id);

create table institution_report (
    source_record_id bigint not null,
    agency_id integer not null,
    commune_code text,
    sector text not null,
    valid_from date not null,
    valid_to date,
    institution_name text,
    institution_kind text,
    accredited boolean,
    accreditation_valid_to date,
    programme_name text,
    key_programme boolean,
    programme_accredited boolean,
    outcome_standard_updated boolean,
    staff_total integer,
    staff_female integer,
    staff_minority integer,
    staff_trained integer,
    teachers_total integer,
    teachers_at_standard integer,
    constraint pk_institution_report primary key (source_record_id),
    constraint fk_institution_report_source_record_id foreign key (source_record_id)
        references source_record (source_record_id),
    constraint fk_institution_report_agency_id foreign key (agency_id) references agency (agency_id),
    constraint ck_institution_report_range check (valid_to is null or valid_to >= valid_from)
);
comment on table institution_report is 'What agencies report of institutions and programmes, derived from approved rows';
comment on column institution_report.source_record_id is 'By which row';
comment on column institution_report.agency_id is 'Who handed it in: a cut';
comment on column institution_report.commune_code is 'Commune of that agency: a cut';
comment on column institution_report.sector is 'Sector of that agency: a cut';
comment on column institution_report.valid_from is 'Day that the row describes';
comment on column institution_report.valid_to is 'Day of the next row about the same';
comment on column institution_report.institution_name is 'Institution';
comment on column institution_report.institution_kind is 'Kind of institution';
comment on column institution_report.accredited is 'Meets the standards of quality';
comment on column institution_report.accreditation_valid_to is 'Last day of the certificate';
comment on column institution_report.programme_name is 'Programme; empty in a row about the institution itself';
comment on column institution_report.key_programme is 'Programme of a key trade';
comment on column institution_report.programme_accredited is 'Programme meets the standards of quality';
comment on column institution_report.outcome_standard_updated is 'Outcome standards follow the national framework';
comment on column institution_report.staff_total is 'Staff';
comment on column institution_report.staff_female is 'Women among them';
comment on column institution_report.staff_minority is 'People of minorities among them';
comment on column institution_report.staff_trained is 'Trained by the standard among them';
comment on column institution_report.teachers_total is 'Teachers';
comment on column institution_report.teachers_at_standard is 'Teachers with the standard degree or higher';
create index ix_institution_report_agency_id on institution_report (agency_id);

-- ------------------------------------------------------------------------------------------------------ figures

create table plan (
    plan_code text not null,
    title text not null,
    province text not null,
    source text not null,
    constraint pk_plan primary key (plan_code)
);
comment on table plan is 'Plans whose targets are followed';
comment on column plan.plan_code is 'Stable code';
comment on column plan.title is 'Title';
comment on column plan.province is 'Province or body that it binds';
comment on column plan.source is 'Document it carries out';

create table indicator (
    plan_code text not null,
    code text not null,
    parent_code text,
    name text not null,
    definition text not null,
    stage text not null,
    comparison text not null,
    definition_version text not null,
    constraint pk_indicator primary key (plan_code, code),
    constraint fk_indicator_plan_code foreign key (plan_code) references plan (plan_code),
    constraint ck_indicator_stage check (stage in ('input', 'intermediate', 'output')),
    constraint ck_indicator_comparison check (comparison in ('at_least', 'about', 'aspiration', 'none'))
);
comment on table indicator is 'Indicators of the plans as they are shown; the expressions stand in the plan files';
comment on column indicator.plan_code is 'Plan';
comment on column indicator.code is 'I1 … ; a sub-rate carries a dot';
comment on column indicator.parent_code is 'Indicator whose sub-rate it is';
comment on column indicator.name is 'Name';
comment on column indicator.definition is 'Definition in plain Vietnamese';
comment on column indicator.stage is 'input, intermediate or output';
comment on column indicator.comparison is 'How the target binds';
comment on column indicator.definition_version is 'Version of our reading';

create table indicator_target (
    plan_code text not null,
    code text not null,
    year integer not null,
    value numeric not null,
    constraint pk_indicator_target primary key (plan_code, code, year),
    constraint fk_indicator_target_code foreign key (plan_code, code) references indicator (plan_code, code),
    constraint ck_indicator_target_value check (value between 0 and 1)
);
comment on table indicator_target is 'Targets by year';
comment on column indicator_target.plan_code is 'Plan';
comment on column indicator_target.code is 'Indicator';
comment on column indicator_target.year is 'Year';
comment on column indicator_target.value is 'Share from 0 to 1';

create table instrument (
    plan_code text not null,
    code text not null,
    start text not null,
    opened_by text[] not null,
    lead_code text,
    grants text[] not null,
    without_nomination text not null default 'free',
    judged text[] not null default '{}',
    constraint pk_instrument primary key (plan_code, code),
    constraint fk_instrument_plan_code foreign key (plan_code) references plan (plan_code),
    constraint ck_instrument_without_nomination check (without_nomination in ('free', 'reason', 'never'))
);
comment on table instrument is 'Instruments of the plans as far as the walls around cases ask; all else stands in the plan files';
comment on column instrument.plan_code is 'Plan';
comment on column instrument.code is 'Instrument';
comment on column instrument.start is 'Stage a case begins at';
comment on column instrument.opened_by is 'As what one opens a case of it';
comment on column instrument.lead_code is 'Code of the body that leads it; empty where no body of the list does';
comment on column instrument.grants is 'What it pays';
comment on column instrument.without_nomination is 'Whether a case may begin without a nomination: free, reason or never';
comment on column instrument.judged is 'Kinds of papers that its council judges by';

create table instrument_step (
    plan_code text not null,
    instrument text not null,
    step text not null,
    stage_from text not null,
    stage_to text not null,
    ended text,
    actors text[] not null,
    effects text[] not null,
    constraint pk_instrument_step primary key (plan_code, instrument, step, stage_from),
    constraint fk_instrument_step_instrument foreign key (plan_code, instrument) references instrument (plan_code, code)
);
comment on table instrument_step is 'What each actor may do by the plans, for the walls around cases';
comment on column instrument_step.plan_code is 'Plan';
comment on column instrument_step.instrument is 'Instrument';
comment on column instrument_step.step is 'Step';
comment on column instrument_step.stage_from is 'Stage it starts from';
comment on column instrument_step.stage_to is 'Stage it leads to';
comment on column instrument_step.ended is 'How a case ends with it';
comment on column instrument_step.actors is 'As what it may be taken';
comment on column instrument_step.effects is 'What it brings about';

create table plan_choice (
    plan_choice_id bigint not null generated by default as identity,
    plan_code text not null,
    reading text not null,
    option text not null,
    reason text not null,
    account_id integer,
    chosen_at timestamptz not null default now(),
    constraint pk_plan_choice primary key (plan_choice_id),
    constraint fk_plan_choice_plan_code foreign key (plan_code) references plan (plan_code),
    constraint fk_plan_choice_account_id foreign key (account_id) references account (account_id),
    constraint ck_plan_choice_reason check (reason <> '')
);
comment on table plan_choice is 'How what a plan leaves open is read: the newest choice of a reading counts, all are kept';
comment on column plan_choice.plan_choice_id is 'Order of the choices';
comment on column plan_choice.plan_code is 'Plan';
comment on column plan_choice.reading is 'Key of the reading in the plan file';
comment on column plan_choice.option is 'Key of the chosen option';
comment on column plan_choice.reason is 'Why';
comment on column plan_choice.account_id is 'Who; empty for the operator';
comment on column plan_choice.chosen_at is 'When';
create index ix_plan_choice_plan_code on plan_choice (plan_code);
create index ix_plan_choice_account_id on plan_choice (account_id);

create table agency_target (
    agency_target_id bigint not null generated by default as identity,
    plan_code text not null,
    code text not null,
    agency_id integer,
    sector text,
    year smallint not null,
    value double precision,
    paper text not null,
    decided_on date not null,
    account_id integer,
    recorded_at timestamptz not null default now(),
    constraint pk_agency_target primary key (agency_target_id),
    constraint fk_agency_target_plan_code foreign key (plan_code, code) references indicator (plan_code, code),
    constraint fk_agency_target_agency_id foreign key (agency_id) references agency (agency_id),
    constraint fk_agency_target_account_id foreign key (account_id) references account (account_id),
    constraint ck_agency_target_one check (num_nonnulls(agency_id, sector) = 1),
    constraint ck_agency_target_share check (value between 0 and 1),
    constraint ck_agency_target_paper check (paper <> '')
);
comment on table agency_target is 'Targets approved for one body or sector: the newest of a year counts, all are kept';
comment on column agency_target.agency_target_id is 'Order of recording';
comment on column agency_target.plan_code is 'Plan';
comment on column agency_target.code is 'Indicator';
comment on column agency_target.agency_id is 'For which body';
comment on column agency_target.sector is 'Or for which sector';
comment on column agency_target.year is 'Year to reach it in';
comment on column agency_target.value is 'Share from 0 to 1; empty takes the target back';
comment on column agency_target.paper is 'By which decision';
comment on column agency_target.decided_on is 'Day of the decision';
comment on column agency_target.account_id is 'Who recorded it; empty for the operator';
comment on column agency_target.recorded_at is 'When';
create index ix_agency_target_plan_code on agency_target (plan_code, code);
create index ix_agency_target_agency_id on agency_target (agency_id);
create index ix_agency_target_account_id on agency_target (account_id);

create table snapshot (
    snapshot_id bigint not null generated by default as identity,
    plan_code text not null,
    period text not null,
    as_of date not null,
    body jsonb not null,
    inputs jsonb not null,
    sha256 bytea not null,
    account_id integer,
    login text not null,
    taken_at timestamptz not null default now(),
    constraint pk_snapshot primary key (snapshot_id),
    constraint fk_snapshot_plan_code foreign key (plan_code) references plan (plan_code),
    constraint fk_snapshot_account_id foreign key (account_id) references account (account_id),
    constraint ck_snapshot_digest check (octet_length(sha256) = 32)
);
comment on table snapshot is 'Figures of a plan as they stood when they were frozen; never changed';
comment on column snapshot.snapshot_id is 'Number';
comment on column snapshot.plan_code is 'Plan';
comment on column snapshot.period is 'What it is for: 2026, 2026-H1, 2026-Q3';
comment on column snapshot.as_of is 'Day of the figures';
comment on column snapshot.body is 'The figures with their intervals, definitions, cuts and gaps';
comment on column snapshot.inputs is 'What they were made of: last decision, versions of definitions, choices, targets, program';
comment on column snapshot.sha256 is 'Digest of plan, period, day, body and inputs';
comment on column snapshot.account_id is 'Who froze them; empty for the operator';
comment on column snapshot.login is 'Name of the account then';
comment on column snapshot.taken_at is 'When';
create index ix_snapshot_plan_code on snapshot (plan_code, period);
create index ix_snapshot_account_id on snapshot (account_id);

create table snapshot_signature (
    snapshot_id bigint not null,
    account_id integer not null,
    login text not null,
    sha256 bytea not null,
    statement text not null,
    signed_at timestamptz not null default now(),
    constraint pk_snapshot_signature primary key (snapshot_id, account_id),
    constraint fk_snapshot_signature_snapshot_id foreign key (snapshot_id) references snapshot (snapshot_id),
    constraint fk_snapshot_signature_account_id foreign key (account_id) references account (account_id)
);
comment on table snapshot_signature is 'Who vouches for which frozen figures';
comment on column snapshot_signature.snapshot_id is 'Figures';
comment on column snapshot_signature.account_id is 'Who';
comment on column snapshot_signature.login is 'Name of the account then';
comment on column snapshot_signature.sha256 is 'Digest that was signed';
comment on column snapshot_signature.statement is 'In which words';
comment on column snapshot_signature.signed_at is 'When';
create index ix_snapshot_signature_account_id on snapshot_signature (account_id);

create table report (
    report_id bigint not null generated by default as identity,
    plan_code text not null,
    kind text not null,
    period text not null,
    agency_id integer not null,
    of_body boolean not null,
    created_at timestamptz not null default now(),
    constraint pk_report primary key (report_id),
    constraint uq_report_plan_code unique (plan_code, kind, period, agency_id),
    constraint fk_report_plan_code foreign key (plan_code) references plan (plan_code),
    constraint fk_report_agency_id foreign key (agency_id) references agency (agency_id)
);
comment on table report is 'One report of one body for one period; its versions say what is in it and how far it is';
comment on column report.report_id is 'Number';
comment on column report.plan_code is 'Plan';
comment on column report.kind is 'Kind of report of the plan';
comment on column report.period is 'What it is for';
comment on column report.agency_id is 'Whose report it is';
comment on column report.of_body is 'The body writes and signs it itself; else the department writes it for the plan';
comment on column report.created_at is 'When it was begun';
create index ix_report_agency_id on report (agency_id);

create table report_version (
    report_id bigint not null,
    version integer not null,
    state text not null,
    since date not null,
    until date not null,
    snapshot_id bigint,
    body jsonb not null,
    reason text not null default '',
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_report_version primary key (report_id, version),
    constraint fk_report_version_report_id foreign key (report_id) references report (report_id),
    constraint fk_report_version_snapshot_id foreign key (snapshot_id) references snapshot (snapshot_id),
    constraint fk_report_version_account_id foreign key (account_id) references account (account_id),
    constraint ck_report_version_state check (state in ('draft', 'signed', 'sent', 'accepted', 'returned')),
    constraint ck_report_version_range check (since <= until),
    constraint ck_report_version_reason check (state <> 'returned' or reason <> ''),
    constraint ck_report_version_signed check (state <> 'signed' or account_id is not null),
    constraint ck_report_version_figures check (state in ('draft', 'returned') or snapshot_id is not null or body ? 'figures')
);
comment on table report_version is 'What a report said and how far it was, step by step; nothing is overwritten';
comment on column report_version.report_id is 'Report';
comment on column report_version.version is 'Step, from 1';
comment on column report_version.state is 'draft, signed by the head, sent, accepted or returned by who gets it';
comment on column report_version.since is 'First day that is reported on';
comment on column report_version.until is 'Last day that is reported on';
comment on column report_version.snapshot_id is 'Frozen figures that it states';
comment on column report_version.body is 'Texts by section, and the figures of the body itself';
comment on column report_version.reason is 'Why it was returned';
comment on column report_version.account_id is 'Who did it; empty for the operator';
comment on column report_version.login is 'Name of the account then';
comment on column report_version.made_at is 'When';
create index ix_report_version_snapshot_id on report_version (snapshot_id);
create index ix_report_version_account_id on report_version (account_id);

create table task_report (
    task_report_id bigint not null generated by default as identity,
    plan_code text not null,
    task smallint not null,
    period text not null,
    agency_id integer not null,
    state text not null,
    note text not null default '',
    evidence text not null default '',
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_task_report primary key (task_report_id),
    constraint fk_task_report_plan_code foreign key (plan_code) references plan (plan_code),
    constraint fk_task_report_agency_id foreign key (agency_id) references agency (agency_id),
    constraint fk_task_report_account_id foreign key (account_id) references account (account_id),
    constraint ck_task_report_state check (state in ('not_begun', 'under_way', 'done', 'not_applicable')),
    constraint ck_task_report_evidence check (state <> 'done' or evidence <> '')
);
comment on table task_report is 'What a body says of a task of a plan: the newest of a period counts, all are kept';
comment on column task_report.task_report_id is 'Order';
comment on column task_report.plan_code is 'Plan';
comment on column task_report.task is 'Number of the task in the plan';
comment on column task_report.period is 'For which period; once for what is done once';
comment on column task_report.agency_id is 'Who says it';
comment on column task_report.state is 'not_begun, under_way, done or not_applicable';
comment on column task_report.note is 'In words';
comment on column task_report.evidence is 'Number and day of the paper, or where it is to be found';
comment on column task_report.account_id is 'Who; empty for the operator';
comment on column task_report.login is 'Name of the account then';
comment on column task_report.made_at is 'When';
create index ix_task_report_plan_code on task_report (plan_code, task);
create index ix_task_report_agency_id on task_report (agency_id);
create index ix_task_report_account_id on task_report (account_id);

create table difficulty (
    difficulty_id bigint not null generated by default as identity,
    plan_code text,
    kind text not null,
    agency_id integer,
    raised_by text not null,
    body text not null,
    account_id integer,
    login text not null,
    raised_at timestamptz not null default now(),
    constraint pk_difficulty primary key (difficulty_id),
    constraint fk_difficulty_plan_code foreign key (plan_code) references plan (plan_code),
    constraint fk_difficulty_agency_id foreign key (agency_id) references agency (agency_id),
    constraint fk_difficulty_account_id foreign key (account_id) references account (account_id),
    constraint ck_difficulty_kind check (kind in ('difficulty', 'proposal')),
    constraint ck_difficulty_body check (body <> ''),
    constraint ck_difficulty_raised_by check (raised_by <> '')
);
comment on table difficulty is 'Difficulties and proposals as they were raised';
comment on column difficulty.difficulty_id is 'Number';
comment on column difficulty.plan_code is 'Of which plan, if of one';
comment on column difficulty.kind is 'difficulty or proposal';
comment on column difficulty.agency_id is 'Which body raised it; empty for a person outside any';
comment on column difficulty.raised_by is 'Who raised it, by name';
comment on column difficulty.body is 'In their words';
comment on column difficulty.account_id is 'Account that wrote it down; empty for the operator';
comment on column difficulty.login is 'Name of the account then';
comment on column difficulty.raised_at is 'When';
create index ix_difficulty_plan_code on difficulty (plan_code);
create index ix_difficulty_agency_id on difficulty (agency_id);
create index ix_difficulty_account_id on difficulty (account_id);

create table difficulty_step (
    difficulty_id bigint not null,
    step integer not null,
    act text not null,
    agency_id integer,
    body text not null default '',
    due date,
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_difficulty_step primary key (difficulty_id, step),
    constraint fk_difficulty_step_difficulty_id foreign key (difficulty_id) references difficulty (difficulty_id),
    constraint fk_difficulty_step_agency_id foreign key (agency_id) references agency (agency_id),
    constraint fk_difficulty_step_account_id foreign key (account_id) references account (account_id),
    constraint ck_difficulty_step_act check (act in ('assigned', 'answered', 'closed', 'reopened')),
    constraint ck_difficulty_step_assigned check (act <> 'assigned' or agency_id is not null),
    constraint ck_difficulty_step_body check (act = 'assigned' or body <> '')
);
comment on table difficulty_step is 'What became of a difficulty or proposal, step by step';
comment on column difficulty_step.difficulty_id is 'Which';
comment on column difficulty_step.step is 'Step, from 1';
comment on column difficulty_step.act is 'assigned, answered, closed or reopened';
comment on column difficulty_step.agency_id is 'To whom it was assigned, or who answered';
comment on column difficulty_step.body is 'In words';
comment on column difficulty_step.due is 'Until when an answer is expected';
comment on column difficulty_step.account_id is 'Who; empty for the operator';
comment on column difficulty_step.login is 'Name of the account then';
comment on column difficulty_step.made_at is 'When';
create index ix_difficulty_step_agency_id on difficulty_step (agency_id);
create index ix_difficulty_step_account_id on difficulty_step (account_id);

create table inspection (
    inspection_id bigint not null generated by default as identity,
    plan_code text not null,
    agency_id integer not null,
    inspected_on date not null,
    inspector text not null,
    paper text not null default '',
    findings text not null,
    remedy text not null default '',
    remedy_due date,
    remedied_on date,
    account_id integer,
    login text not null,
    recorded_at timestamptz not null default now(),
    constraint pk_inspection primary key (inspection_id),
    constraint fk_inspection_plan_code foreign key (plan_code) references plan (plan_code),
    constraint fk_inspection_agency_id foreign key (agency_id) references agency (agency_id),
    constraint fk_inspection_account_id foreign key (account_id) references account (account_id),
    constraint ck_inspection_findings check (findings <> '' and inspector <> '')
);
comment on table inspection is 'Inspections of how a plan is carried out, and what had to be remedied';
comment on column inspection.inspection_id is 'Number';
comment on column inspection.plan_code is 'Plan';
comment on column inspection.agency_id is 'Who was inspected';
comment on column inspection.inspected_on is 'Day';
comment on column inspection.inspector is 'By whom';
comment on column inspection.paper is 'Number of the decision or the minutes';
comment on column inspection.findings is 'What was found';
comment on column inspection.remedy is 'What has to be remedied';
comment on column inspection.remedy_due is 'Until when';
comment on column inspection.remedied_on is 'When it was';
comment on column inspection.account_id is 'Who recorded it; empty for the operator';
comment on column inspection.login is 'Name of the account then';
comment on column inspection.recorded_at is 'When';
create index ix_inspection_plan_code on inspection (plan_code);
create index ix_inspection_agency_id on inspection (agency_id);
create index ix_inspection_account_id on inspection (account_id);

create table excellent_task (
    excellent_task_id bigint not null generated by default as identity,
    year smallint not null,
    work_key text,
    title text not null,
    lead_name text not null,
    agency_id integer,
    commissioned boolean not null,
    rated_on date not null,
    rating text not null,
    applied text not null,
    paper text not null default '',
    withdrawn text,
    account_id integer,
    login text not null,
    recorded_at timestamptz not null default now(),
    constraint pk_excellent_task primary key (excellent_task_id),
    constraint fk_excellent_task_agency_id foreign key (agency_id) references agency (agency_id),
    constraint fk_excellent_task_account_id foreign key (account_id) references account (account_id),
    constraint ck_excellent_task_rating check (rating in ('excellent', 'passed')),
    constraint ck_excellent_task_applied check (applied <> '' and title <> '' and lead_name <> '')
);
comment on table excellent_task is 'Research tasks rated excellent and applied, listed each year for the Department of Home Affairs';
comment on column excellent_task.excellent_task_id is 'Number';
comment on column excellent_task.year is 'Year of the list';
comment on column excellent_task.work_key is 'The task in the registry, where it is there';
comment on column excellent_task.title is 'Title';
comment on column excellent_task.lead_name is 'Who led it';
comment on column excellent_task.agency_id is 'Where';
comment on column excellent_task.commissioned is 'Commissioned by the province';
comment on column excellent_task.rated_on is 'Day of the acceptance';
comment on column excellent_task.rating is 'excellent or passed';
comment on column excellent_task.applied is 'Where and how it is applied';
comment on column excellent_task.paper is 'Number of the decision of acceptance';
comment on column excellent_task.withdrawn is 'Why it was taken off the list';
comment on column excellent_task.account_id is 'Who recorded it; empty for the operator';
comment on column excellent_task.login is 'Name of the account then';
comment on column excellent_task.recorded_at is 'When';
create index ix_excellent_task_year on excellent_task (year);
create index ix_excellent_task_agency_id on excellent_task (agency_id);
create index ix_excellent_task_account_id on excellent_task (account_id);

-- --------------------------------------------------------------------------------------------------- programmes
-- What plans do with people: needs, nominations, cases, commitments, money. Nothing is overwritten or deleted: what
-- happens is added, and how something stands is read off the last of it. person_id has no foreign key: persons are
-- derived and can be rebuilt; a number that was merged leads on by person_redirect.

create table need_list (
    need_list_id bigint not null generated by default as identity,
    plan_code text not null,
    year smallint not null,
    supplement smallint not null default 0,
    paper text not null,
    decided_on date not null,
    body jsonb not null,
    sha256 bytea not null,
    account_id integer,
    login text not null,
    approved_at timestamptz not null default now(),
    constraint pk_need_list primary key (need_list_id),
    constraint fk_need_list_plan_code foreign key (plan_code) references plan (plan_code),
    constraint fk_need_list_account_id foreign key (account_id) references account (account_id),
    constraint uq_need_list_plan_code unique (plan_code, year, supplement),
    constraint ck_need_list_paper check (paper <> ''),
    constraint ck_need_list_supplement check (supplement >= 0)
);
comment on table need_list is 'Approved lists of posts and training places of a year, frozen';
comment on column need_list.need_list_id is 'Number';
comment on column need_list.plan_code is 'Plan';
comment on column need_list.year is 'For which year';
comment on column need_list.supplement is '0 for the list of the year, then its supplements';
comment on column need_list.paper is 'Number of the decision that approved it';
comment on column need_list.decided_on is 'Day of the decision';
comment on column need_list.body is 'The list as it was approved';
comment on column need_list.sha256 is 'Hash over the list';
comment on column need_list.account_id is 'Who recorded it; empty for the operator';
comment on column need_list.login is 'Name of the account then';
comment on column need_list.approved_at is 'When';
create index ix_need_list_account_id on need_list (account_id);

create table approved_need (
    approved_need_id bigint not null generated by default as identity,
    need_list_id bigint not null,
    source_record_id bigint,
    agency_id integer not null,
    need_type text not null,
    job_position text,
    need_field text,
    field_group text,
    required_qualification text,
    required_institutions text,
    target_group text,
    full_time boolean,
    asked integer not null,
    approved integer not null,
    note text not null default '',
    constraint pk_approved_need primary key (approved_need_id),
    constraint fk_approved_need_need_list_id foreign key (need_list_id) references need_list (need_list_id),
    constraint fk_approved_need_source_record_id foreign key (source_record_id)
        references source_record (source_record_id),
    constraint fk_approved_need_agency_id foreign key (agency_id) references agency (agency_id),
    constraint ck_approved_need_type check (need_type in
        ('position', 'second_degree', 'master', 'postgraduate', 'short_training')),
    constraint ck_approved_need_counts check (asked >= 0 and approved >= 0)
);
comment on table approved_need is 'Lines of an approved list: how many were asked for and how many approved';
comment on column approved_need.approved_need_id is 'Number';
comment on column approved_need.need_list_id is 'List';
comment on column approved_need.source_record_id is 'Row in which the body asked for it';
comment on column approved_need.agency_id is 'Who asked';
comment on column approved_need.need_type is 'position, second_degree, master, postgraduate or short_training';
comment on column approved_need.job_position is 'Post';
comment on column approved_need.need_field is 'Field in the words of the body';
comment on column approved_need.field_group is 'Field of science, where it is certain';
comment on column approved_need.required_qualification is 'Degree that is asked for';
comment on column approved_need.required_institutions is 'Institutions it has to come from';
comment on column approved_need.target_group is 'For whom';
comment on column approved_need.full_time is 'Full time, or beside another post';
comment on column approved_need.asked is 'How many were asked for';
comment on column approved_need.approved is 'How many were approved';
comment on column approved_need.note is 'Why fewer or more';
create index ix_approved_need_need_list_id on approved_need (need_list_id);
create index ix_approved_need_source_record_id on approved_need (source_record_id);
create index ix_approved_need_agency_id on approved_need (agency_id);

create table nomination (
    nomination_id bigint not null generated by default as identity,
    plan_code text not null,
    instrument text not null,
    talent_group text,
    "values" jsonb not null,
    full_name text not null,
    person_id bigint,
    agency_id integer,
    nominator text not null,
    referrer text not null default '',
    is_own boolean not null default false,
    reason text not null,
    batch bytea,
    batch_row integer,
    national_id_cipher bytea,
    national_id_hmac bytea,
    national_id_kind text,
    match_keys bigint[] not null default '{}',
    account_id integer,
    login text not null,
    nominated_at timestamptz not null default now(),
    constraint pk_nomination primary key (nomination_id),
    constraint fk_nomination_plan_code foreign key (plan_code) references plan (plan_code),
    constraint fk_nomination_agency_id foreign key (agency_id) references agency (agency_id),
    constraint fk_nomination_account_id foreign key (account_id) references account (account_id),
    constraint uq_nomination_batch unique (batch, batch_row),
    constraint ck_nomination_full_name check (full_name <> '' and nominator <> '' and reason <> ''),
    constraint ck_nomination_national_id check ((national_id_hmac is null) = (national_id_kind is null)
        and (national_id_hmac is null) = (national_id_cipher is null) and national_id_kind in ('citizen', 'old') and not "values" ? 'national_id')
);
comment on table nomination is 'Who was nominated, by whom and why';
comment on column nomination.nomination_id is 'Number';
comment on column nomination.plan_code is 'Plan';
comment on column nomination.instrument is 'Instrument of the plan';
comment on column nomination.talent_group is 'Group of talents, where the plan names groups';
comment on column nomination."values" is 'What is told of the person, by the names of fields';
comment on column nomination.full_name is 'Name';
comment on column nomination.person_id is 'Who it is in the registry, where the nominator knows';
comment on column nomination.agency_id is 'Body that nominates; empty for others';
comment on column nomination.nominator is 'Who nominates, by name';
comment on column nomination.referrer is 'Who recommended the person to the nominator';
comment on column nomination.is_own is 'Somebody nominates themselves';
comment on column nomination.reason is 'Why';
comment on column nomination.batch is 'Hash over the workbook it came with, for what and by whom';
comment on column nomination.batch_row is 'Row in it';
comment on column nomination.national_id_cipher is 'National id, AES-256-GCM, bound to its kind; read only when the key of the blind index is changed';
comment on column nomination.national_id_hmac is 'Keyed hash of the national id, to find it again';
comment on column nomination.national_id_kind is 'citizen (12 digits) or old (9)';
comment on column nomination.match_keys is 'Hashes that nominations of one person share, of name, birth, id and contact; who shares none is not compared';
comment on column nomination.account_id is 'Who wrote it down; empty for the operator';
comment on column nomination.login is 'Name of the account then';
comment on column nomination.nominated_at is 'When';
create index ix_nomination_plan_code on nomination (plan_code);
create index ix_nomination_agency_id on nomination (agency_id);
create index ix_nomination_account_id on nomination (account_id);
create index ix_nomination_person_id on nomination (person_id);

create table nomination_step (
    nomination_id bigint not null,
    step integer not null,
    act text not null,
    person_id bigint,
    case_id bigint,
    reason text not null default '',
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_nomination_step primary key (nomination_id, step),
    constraint fk_nomination_step_nomination_id foreign key (nomination_id) references nomination (nomination_id),
    constraint fk_nomination_step_account_id foreign key (account_id) references account (account_id),
    constraint ck_nomination_step_act check (act in ('accepted', 'refused', 'withdrawn')),
    constraint ck_nomination_step_once check (step = 1),
    constraint ck_nomination_step_person check (person_id is null and (case_id is not null) = (act = 'accepted')),
    constraint ck_nomination_step_reason check (act = 'accepted' or reason <> '')
);
comment on table nomination_step is 'What became of a nomination: it is decided once, and who nominated reads it';
comment on column nomination_step.nomination_id is 'Which';
comment on column nomination_step.step is 'Always 1: the second of two at once is refused';
comment on column nomination_step.act is 'accepted, refused or withdrawn';
comment on column nomination_step.person_id is 'Empty: who it is in the registry stands in the case, which not everybody reads who reads this';
comment on column nomination_step.case_id is 'Case that was opened';
comment on column nomination_step.reason is 'In words';
comment on column nomination_step.account_id is 'Who; empty for the operator';
comment on column nomination_step.login is 'Name of the account then';
comment on column nomination_step.made_at is 'When';
create index ix_nomination_step_account_id on nomination_step (account_id);

create table nomination_screening (
    nomination_id bigint not null,
    number integer not null,
    found jsonb not null,
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_nomination_screening primary key (nomination_id, number),
    constraint fk_nomination_screening_nomination_id foreign key (nomination_id) references nomination (nomination_id),
    constraint fk_nomination_screening_account_id foreign key (account_id) references account (account_id)
);
comment on table nomination_screening is 'What the registry and other nominations say of a nomination; who nominated never reads it';
comment on column nomination_screening.nomination_id is 'Which';
comment on column nomination_screening.number is 'From 1; the newest counts';
comment on column nomination_screening.found is 'Persons it may be with the evidence, their cases, and nominations of the same person';
comment on column nomination_screening.account_id is 'Who; empty for the operator';
comment on column nomination_screening.login is 'Name of the account then';
comment on column nomination_screening.made_at is 'When';
create index ix_nomination_screening_account_id on nomination_screening (account_id);

create table programme_case (
    case_id bigint not null generated by default as identity,
    plan_code text not null,
    instrument text not null,
    definition_version text not null,
    title text not null,
    person_id bigint,
    agency_id integer not null,
    lead_agency_id integer,
    approved_need_id bigint,
    nomination_id bigint,
    account_id integer,
    login text not null,
    opened_at timestamptz not null default now(),
    constraint pk_programme_case primary key (case_id),
    constraint fk_programme_case_plan_code foreign key (plan_code) references plan (plan_code),
    constraint fk_programme_case_agency_id foreign key (agency_id) references agency (agency_id),
    constraint fk_programme_case_lead_agency_id foreign key (lead_agency_id) references agency (agency_id),
    constraint fk_programme_case_approved_need_id foreign key (approved_need_id)
        references approved_need (approved_need_id),
    constraint fk_programme_case_nomination_id foreign key (nomination_id) references nomination (nomination_id),
    constraint fk_programme_case_account_id foreign key (account_id) references account (account_id),
    constraint uq_programme_case_nomination_id unique (nomination_id),
    constraint ck_programme_case_title check (title <> '')
);
comment on table programme_case is 'Cases of the instruments of plans; how one stands is told by its newest event';
comment on column programme_case.case_id is 'Number';
comment on column programme_case.plan_code is 'Plan';
comment on column programme_case.instrument is 'Instrument of the plan';
comment on column programme_case.definition_version is 'Version of the plan file it was opened under';
comment on column programme_case.title is 'What lists call it: the name of the person, or what it is about';
comment on column programme_case.person_id is 'About whom; empty for a body, or for somebody not in the registry yet';
comment on column programme_case.agency_id is 'Body of the case';
comment on column programme_case.lead_agency_id is 'Body that leads the instrument';
comment on column programme_case.approved_need_id is 'Need that it fills';
comment on column programme_case.nomination_id is 'Nomination it came from';
comment on column programme_case.account_id is 'Who opened it; empty for the operator';
comment on column programme_case.login is 'Name of the account then';
comment on column programme_case.opened_at is 'When';
create index ix_programme_case_plan_code on programme_case (plan_code, instrument);
create index ix_programme_case_person_id on programme_case (person_id);
create index ix_programme_case_agency_id on programme_case (agency_id);
create index ix_programme_case_lead_agency_id on programme_case (lead_agency_id);
create index ix_programme_case_approved_need_id on programme_case (approved_need_id);
create index ix_programme_case_account_id on programme_case (account_id);

create table case_event (
    case_id bigint not null,
    number integer not null,
    step text not null,
    stage text not null,
    ended text,
    actor text not null,
    day date not null,
    reason text not null default '',
    paper text not null default '',
    facts jsonb not null default '{}',
    checked jsonb not null default '{}',
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_case_event primary key (case_id, number),
    constraint fk_case_event_case_id foreign key (case_id) references programme_case (case_id),
    constraint fk_case_event_account_id foreign key (account_id) references account (account_id),
    constraint ck_case_event_number check (number >= 1),
    constraint ck_case_event_actor check (actor in
        ('agency', 'lead', 'home_affairs', 'finance', 'steward', 'leader', 'operator')),
    constraint ck_case_event_ended check (ended in ('success', 'refused', 'withdrawn', 'stopped'))
);
comment on table case_event is 'Every step of a case: who, when, why, by which paper';
comment on column case_event.case_id is 'Case';
comment on column case_event.number is 'Order, from 1: the opening';
comment on column case_event.step is 'Step that was taken; open for the first, note for one that changes no stage';
comment on column case_event.stage is 'Stage it led to';
comment on column case_event.ended is 'How the case ended with it: success, refused, withdrawn or stopped';
comment on column case_event.actor is 'As what it was taken';
comment on column case_event.day is 'Day it holds from: of the decision, or of the step itself';
comment on column case_event.reason is 'In words';
comment on column case_event.paper is 'Number of the decision';
comment on column case_event.facts is 'Facts that were given with it';
comment on column case_event.checked is 'What was checked and what came out';
comment on column case_event.account_id is 'Who; empty for the operator';
comment on column case_event.login is 'Name of the account then';
comment on column case_event.made_at is 'When it was recorded';
create index ix_case_event_account_id on case_event (account_id);

create table paper_file (
    sha256 bytea not null,
    media_type text not null,
    size integer not null,
    content bytea not null,
    constraint pk_paper_file primary key (sha256),
    constraint ck_paper_file_size check (size between 1 and 50000000 and size = octet_length(content)),
    constraint ck_paper_file_sha256 check (sha256 = sha256(content))
);
comment on table paper_file is 'Papers of cases, byte for byte; nothing of ours opens them';
comment on column paper_file.sha256 is 'Hash of the bytes';
comment on column paper_file.media_type is 'What the first bytes say it is';
comment on column paper_file.size is 'Bytes';
comment on column paper_file.content is 'The bytes';

create table paper_upload (
    paper_upload_id bigint not null generated by default as identity,
    sha256 bytea not null,
    account_id integer not null,
    uploaded_at timestamptz not null default now(),
    constraint pk_paper_upload primary key (paper_upload_id)
);
comment on table paper_upload is 'Who handed in which file: a hash alone is not the file. Written by the database itself';
comment on column paper_upload.paper_upload_id is 'Number';
comment on column paper_upload.sha256 is 'Hash of the bytes';
comment on column paper_upload.account_id is 'Who';
comment on column paper_upload.uploaded_at is 'When';
create index ix_paper_upload_account_id on paper_upload (account_id, uploaded_at);

create table case_paper (
    case_paper_id bigint not null generated by default as identity,
    case_id bigint not null,
    kind text not null,
    name text not null,
    sha256 bytea not null,
    number text not null default '',
    issued_on date,
    valid_to date,
    replaces bigint,
    account_id integer,
    login text not null,
    added_at timestamptz not null default now(),
    constraint pk_case_paper primary key (case_paper_id),
    constraint fk_case_paper_case_id foreign key (case_id) references programme_case (case_id),
    constraint fk_case_paper_sha256 foreign key (sha256) references paper_file (sha256),
    constraint fk_case_paper_replaces foreign key (replaces) references case_paper (case_paper_id),
    constraint fk_case_paper_account_id foreign key (account_id) references account (account_id),
    constraint uq_case_paper_replaces unique (replaces),
    constraint ck_case_paper_name check (name <> ''),
    constraint ck_case_paper_valid_to check (valid_to >= issued_on)
);
comment on table case_paper is 'Which papers lie in a case';
comment on column case_paper.case_paper_id is 'Number';
comment on column case_paper.case_id is 'Case';
comment on column case_paper.kind is 'Kind of paper of the instrument';
comment on column case_paper.name is 'Name of the file';
comment on column case_paper.sha256 is 'The file';
comment on column case_paper.number is 'Number of the paper';
comment on column case_paper.issued_on is 'Day it was issued';
comment on column case_paper.valid_to is 'Last day it is valid';
comment on column case_paper.replaces is 'Paper in whose place it lies';
comment on column case_paper.account_id is 'Who added it; empty for the operator';
comment on column case_paper.login is 'Name of the account then';
comment on column case_paper.added_at is 'When';
create index ix_case_paper_case_id on case_paper (case_id);
create index ix_case_paper_sha256 on case_paper (sha256);
create index ix_case_paper_account_id on case_paper (account_id);

create table case_reviewer (
    case_id bigint not null,
    reviewer_id integer not null,
    account_id integer,
    login text not null,
    asked_at timestamptz not null default now(),
    constraint pk_case_reviewer primary key (case_id, reviewer_id),
    constraint fk_case_reviewer_case_id foreign key (case_id) references programme_case (case_id),
    constraint fk_case_reviewer_reviewer_id foreign key (reviewer_id) references account (account_id),
    constraint fk_case_reviewer_account_id foreign key (account_id) references account (account_id)
);
comment on table case_reviewer is 'Which members of the council have a case before them';
comment on column case_reviewer.case_id is 'Case';
comment on column case_reviewer.reviewer_id is 'Account of the member';
comment on column case_reviewer.account_id is 'Who asked them; empty for the operator';
comment on column case_reviewer.login is 'Name of that account then';
comment on column case_reviewer.asked_at is 'When';
create index ix_case_reviewer_reviewer_id on case_reviewer (reviewer_id);
create index ix_case_reviewer_account_id on case_reviewer (account_id);

create table case_score (
    case_id bigint not null,
    reviewer_id integer not null,
    version integer not null,
    conflict text,
    points jsonb not null default '{}',
    comment text not null default '',
    login text not null,
    scored_at timestamptz not null default now(),
    constraint pk_case_score primary key (case_id, reviewer_id, version),
    constraint fk_case_score_case_id foreign key (case_id, reviewer_id)
        references case_reviewer (case_id, reviewer_id),
    constraint ck_case_score_conflict check (conflict is null or conflict <> '' and points = '{}'),
    constraint ck_case_score_version check (version >= 1)
);
comment on table case_score is 'Points that members of a council gave, or the conflict of interest they declared';
comment on column case_score.case_id is 'Case';
comment on column case_score.reviewer_id is 'Account of the member';
comment on column case_score.version is 'From 1; the newest counts';
comment on column case_score.conflict is 'Why the member steps back';
comment on column case_score.points is 'Criterion and points';
comment on column case_score.comment is 'In words';
comment on column case_score.login is 'Name of the account then';
comment on column case_score.scored_at is 'When';

create table confirmed_term (
    confirmed_term_id bigint not null generated by default as identity,
    plan_code text not null,
    kind text not null,
    code text not null,
    value text not null,
    article text not null,
    paper text not null,
    in_force date not null,
    account_id integer,
    login text not null,
    confirmed_at timestamptz not null default now(),
    constraint pk_confirmed_term primary key (confirmed_term_id),
    constraint fk_confirmed_term_plan_code foreign key (plan_code) references plan (plan_code),
    constraint fk_confirmed_term_account_id foreign key (account_id) references account (account_id),
    constraint ck_confirmed_term_kind check (kind in ('amount', 'term', 'repayment')),
    constraint ck_confirmed_term_texts check (value <> '' and article <> '' and paper <> '')
);
comment on table confirmed_term is 'Amounts, terms and rules of repayment as compared with the resolution itself';
comment on column confirmed_term.confirmed_term_id is 'Number; the newest of those in force on a day counts';
comment on column confirmed_term.plan_code is 'Plan';
comment on column confirmed_term.kind is 'amount, term or repayment';
comment on column confirmed_term.code is 'Code of the amount or term of the plan; of a repayment, of the instrument';
comment on column confirmed_term.value is 'Amount in dong, years, or rule of repayment';
comment on column confirmed_term.article is 'Article of the resolution';
comment on column confirmed_term.paper is 'Number of the resolution and of the gazette';
comment on column confirmed_term.in_force is 'Since when it holds';
comment on column confirmed_term.account_id is 'Who compared it; empty for the operator';
comment on column confirmed_term.login is 'Name of the account then';
comment on column confirmed_term.confirmed_at is 'When';
create index ix_confirmed_term_plan_code on confirmed_term (plan_code, kind, code);
create index ix_confirmed_term_account_id on confirmed_term (account_id);

create table commitment (
    commitment_id bigint not null generated by default as identity,
    case_id bigint not null,
    person_id bigint,
    begins_on date not null,
    ends_on date not null,
    terms jsonb not null,
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_commitment primary key (commitment_id),
    constraint fk_commitment_case_id foreign key (case_id) references programme_case (case_id),
    constraint fk_commitment_account_id foreign key (account_id) references account (account_id),
    constraint uq_commitment_case_id unique (case_id),
    constraint ck_commitment_days check (begins_on < ends_on)
);
comment on table commitment is 'How long somebody has promised to work, and what breaking it costs';
comment on column commitment.commitment_id is 'Number';
comment on column commitment.case_id is 'Case it came from';
comment on column commitment.person_id is 'Who';
comment on column commitment.begins_on is 'First day';
comment on column commitment.ends_on is 'First day after it, without suspensions';
comment on column commitment.terms is 'Term and rule of repayment as they were then, with their articles';
comment on column commitment.account_id is 'Who recorded it; empty for the operator';
comment on column commitment.login is 'Name of the account then';
comment on column commitment.made_at is 'When';
create index ix_commitment_person_id on commitment (person_id);
create index ix_commitment_account_id on commitment (account_id);

create table recognition (
    case_id bigint not null,
    number integer not null,
    act text not null,
    talent_group text,
    day date not null,
    ends date,
    constraint pk_recognition primary key (case_id, number),
    constraint fk_recognition_case_id foreign key (case_id, number) references case_event (case_id, number),
    constraint ck_recognition_act check (act in ('begun', 'ended')),
    constraint ck_recognition_talent_group check ((act = 'begun') = (talent_group is not null)),
    constraint ck_recognition_ends check (ends is null or act = 'begun' and ends > day
        and ends <= day + interval '100 years')
);
comment on table recognition is 'From when to when a case recognises its person as of a group of talents';
comment on column recognition.case_id is 'Case';
comment on column recognition.number is 'Its event that brought this about: who, why and by which paper stand there';
comment on column recognition.act is 'begun or ended; one that begins anew ends the one before';
comment on column recognition.talent_group is 'Code of the group, of one that begins';
comment on column recognition.day is 'First day on which it holds';
comment on column recognition.ends is 'First day after the term of the plan; empty where the plan leaves it open';

create table commitment_event (
    commitment_id bigint not null,
    number integer not null,
    act text not null,
    day date not null,
    reason text not null,
    paper text not null default '',
    owed bigint,
    explained jsonb not null default '{}',
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_commitment_event primary key (commitment_id, number),
    constraint fk_commitment_event_commitment_id foreign key (commitment_id) references commitment (commitment_id),
    constraint fk_commitment_event_account_id foreign key (account_id) references account (account_id),
    constraint ck_commitment_event_act check (act in
        ('suspended', 'resumed', 'broken', 'released', 'fulfilled', 'repaid', 'reckoned')),
    constraint ck_commitment_event_owed check ((owed is not null) = (act in ('broken', 'reckoned')) and owed >= 0),
    constraint ck_commitment_event_reason check (reason <> '')
);
comment on table commitment_event is 'What became of a commitment';
comment on column commitment_event.commitment_id is 'Which';
comment on column commitment_event.number is 'Order, from 1';
comment on column commitment_event.act is 'suspended, resumed, broken, released, fulfilled, repaid, or reckoned: what is owed was worked out anew';
comment on column commitment_event.day is 'Since when';
comment on column commitment_event.reason is 'Why';
comment on column commitment_event.paper is 'Number of the decision';
comment on column commitment_event.owed is 'What has to come back, in dong, once it is broken';
comment on column commitment_event.explained is 'How it was computed';
comment on column commitment_event.account_id is 'Who; empty for the operator';
comment on column commitment_event.login is 'Name of the account then';
comment on column commitment_event.made_at is 'When';
create index ix_commitment_event_account_id on commitment_event (account_id);

create table signal_dismissal (
    signal_dismissal_id bigint not null generated by default as identity,
    commitment_id bigint not null,
    kind text not null,
    agency_id integer not null,
    since date not null,
    reason text not null,
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_signal_dismissal primary key (signal_dismissal_id),
    constraint fk_signal_dismissal_commitment_id foreign key (commitment_id) references commitment (commitment_id),
    constraint fk_signal_dismissal_agency_id foreign key (agency_id) references agency (agency_id),
    constraint fk_signal_dismissal_account_id foreign key (account_id) references account (account_id),
    constraint uq_signal_dismissal_fact unique (commitment_id, kind, agency_id, since),
    constraint ck_signal_dismissal_kind check (kind in ('retired', 'moved', 'left', 'deceased', 'outside', 'other_body')),
    constraint ck_signal_dismissal_reason check (reason <> '')
);
comment on table signal_dismissal is 'What the registry said of somebody with a commitment and somebody found to matter not; another fact is another signal';
comment on column signal_dismissal.signal_dismissal_id is 'Number';
comment on column signal_dismissal.commitment_id is 'Which commitment';
comment on column signal_dismissal.kind is 'retired, moved, left, deceased, outside or other_body';
comment on column signal_dismissal.agency_id is 'Main employer by that fact';
comment on column signal_dismissal.since is 'Day of the list since which it is so';
comment on column signal_dismissal.reason is 'Why it matters not';
comment on column signal_dismissal.account_id is 'Who; empty for the operator';
comment on column signal_dismissal.login is 'Name of the account then';
comment on column signal_dismissal.made_at is 'When';
create index ix_signal_dismissal_agency_id on signal_dismissal (agency_id);
create index ix_signal_dismissal_account_id on signal_dismissal (account_id);

create table payment (
    payment_id bigint not null generated by default as identity,
    case_id bigint not null,
    kind text not null,
    grant_code text not null,
    period text not null default '',
    attempt smallint not null default 1,
    dong bigint not null,
    paid_on date not null,
    budget_year smallint not null,
    source text not null,
    paper text not null,
    reverses bigint,
    reason text not null default '',
    account_id integer,
    login text not null,
    recorded_at timestamptz not null default now(),
    constraint pk_payment primary key (payment_id),
    constraint fk_payment_case_id foreign key (case_id) references programme_case (case_id),
    constraint fk_payment_reverses foreign key (reverses, case_id, grant_code, source, dong, budget_year)
        references payment (payment_id, case_id, grant_code, source, dong, budget_year),
    constraint fk_payment_account_id foreign key (account_id) references account (account_id),
    constraint uq_payment_once unique (case_id, kind, grant_code, period, attempt),
    constraint uq_payment_reverses unique (reverses),
    constraint uq_payment_entry unique (payment_id, case_id, grant_code, source, dong, budget_year),
    constraint ck_payment_kind check (kind in ('paid', 'returned', 'reversed')),
    constraint ck_payment_reverses check ((kind = 'reversed') = (reverses is not null)
        and (kind <> 'reversed' or reason <> '')),
    constraint ck_payment_dong check (dong > 0),
    constraint ck_payment_source check (source in ('state_budget', 'enterprise', 'sponsor', 'other')),
    constraint ck_payment_period check (period ~ '^([0-9]{4}-(0[1-9]|1[0-2]))?$' or grant_code = 'repayment'),
    constraint ck_payment_paper check (paper <> '')
);
comment on table payment is 'What was paid out of a case, came back to it, or was booked wrongly and taken back';
comment on column payment.payment_id is 'Number';
comment on column payment.case_id is 'Case';
comment on column payment.kind is 'paid, returned (by the person) or reversed (a wrong entry)';
comment on column payment.grant_code is 'Grant of the instrument; of money that came back, repayment';
comment on column payment.period is 'Month of an amount a month; of money that came back, its number';
comment on column payment.attempt is 'From 1; a second one only after the first was reversed';
comment on column payment.dong is 'Amount in dong';
comment on column payment.paid_on is 'Day';
comment on column payment.budget_year is 'Year of the budget';
comment on column payment.source is 'state_budget, enterprise, sponsor or other';
comment on column payment.paper is 'Number of the voucher';
comment on column payment.reverses is 'Entry that it takes back';
comment on column payment.reason is 'In words';
comment on column payment.account_id is 'Who recorded it; empty for the operator';
comment on column payment.login is 'Name of the account then';
comment on column payment.recorded_at is 'When';
create index ix_payment_account_id on payment (account_id);

create table budget_line (
    budget_line_id bigint not null generated by default as identity,
    plan_code text not null,
    year smallint not null,
    source text not null,
    dong bigint not null,
    paper text not null,
    account_id integer,
    login text not null,
    recorded_at timestamptz not null default now(),
    constraint pk_budget_line primary key (budget_line_id),
    constraint fk_budget_line_plan_code foreign key (plan_code) references plan (plan_code),
    constraint fk_budget_line_account_id foreign key (account_id) references account (account_id),
    constraint ck_budget_line_dong check (dong >= 0),
    constraint ck_budget_line_source check (source in ('state_budget', 'enterprise', 'sponsor', 'other')),
    constraint ck_budget_line_paper check (paper <> '')
);
comment on table budget_line is 'Money that was set aside for a plan by year and source';
comment on column budget_line.budget_line_id is 'Number; the newest of a plan, year and source counts';
comment on column budget_line.plan_code is 'Plan';
comment on column budget_line.year is 'Year of the budget';
comment on column budget_line.source is 'state_budget, enterprise, sponsor or other';
comment on column budget_line.dong is 'Amount in dong';
comment on column budget_line.paper is 'Number of the decision';
comment on column budget_line.account_id is 'Who recorded it; empty for the operator';
comment on column budget_line.login is 'Name of the account then';
comment on column budget_line.recorded_at is 'When';
create index ix_budget_line_plan_code on budget_line (plan_code, year, source);
create index ix_budget_line_account_id on budget_line (account_id);

-- ------------------------------------------------------------------------------------- lists, councils, searches
-- What the department works out with the registry. person_id has no foreign key: persons are derived and can be
-- rebuilt; a number that was merged leads on by person_redirect.

create table saved_search (
    saved_search_id bigint not null generated by default as identity,
    account_id integer,
    name text not null,
    query text not null,
    filters jsonb not null default '[]',
    created_at timestamptz not null default now(),
    constraint pk_saved_search primary key (saved_search_id),
    constraint uq_saved_search_name unique nulls not distinct (account_id, name),
    constraint fk_saved_search_account_id foreign key (account_id) references account (account_id),
    constraint ck_saved_search_name check (name <> '')
);
comment on table saved_search is 'Searches that somebody keeps under a name';
comment on column saved_search.saved_search_id is 'Internal number';
comment on column saved_search.account_id is 'Whose; empty for the operator of the home';
comment on column saved_search.name is 'Name that the owner gave it';
comment on column saved_search.query is 'Words as typed';
comment on column saved_search.filters is 'List of [field, value]';
comment on column saved_search.created_at is 'When it was kept';

create table outside_expert (
    outside_expert_id bigint not null generated by default as identity,
    full_name text not null,
    sex text,
    qualification text,
    academic_title text,
    field_of_training text,
    organisation text,
    position_title text,
    phone text,
    email text,
    note text,
    account_id integer,
    login text not null,
    created_at timestamptz not null default now(),
    constraint pk_outside_expert primary key (outside_expert_id),
    constraint fk_outside_expert_account_id foreign key (account_id) references account (account_id),
    constraint ck_outside_expert_full_name check (full_name <> ''),
    constraint ck_outside_expert_sex check (sex in ('male', 'female'))
);
comment on table outside_expert is 'Experts from outside the registry, entered by hand for lists and councils';
comment on column outside_expert.outside_expert_id is 'Internal number';
comment on column outside_expert.full_name is 'Name';
comment on column outside_expert.sex is 'male or female';
comment on column outside_expert.qualification is 'Highest degree';
comment on column outside_expert.academic_title is 'Academic title';
comment on column outside_expert.field_of_training is 'Field of training';
comment on column outside_expert.organisation is 'Where the expert works';
comment on column outside_expert.position_title is 'Post there';
comment on column outside_expert.phone is 'Telephone, for roles that see contact data';
comment on column outside_expert.email is 'Address, for roles that see contact data';
comment on column outside_expert.note is 'Remark';
comment on column outside_expert.account_id is 'Who entered it; empty for the operator';
comment on column outside_expert.login is 'Name of the account then';
comment on column outside_expert.created_at is 'When';
create index ix_outside_expert_account_id on outside_expert (account_id);

create table shortlist (
    shortlist_id bigint not null generated by default as identity,
    name text not null,
    purpose text not null default '',
    shared boolean not null default false,
    account_id integer,
    login text not null,
    created_at timestamptz not null default now(),
    archived_at timestamptz,
    constraint pk_shortlist primary key (shortlist_id),
    constraint fk_shortlist_account_id foreign key (account_id) references account (account_id),
    constraint ck_shortlist_name check (name <> '')
);
comment on table shortlist is 'Lists of people that the department works with';
comment on column shortlist.shortlist_id is 'Internal number';
comment on column shortlist.name is 'Name of the list';
comment on column shortlist.purpose is 'What it is for';
comment on column shortlist.shared is 'The whole department sees and edits it';
comment on column shortlist.account_id is 'Owner; empty for the operator';
comment on column shortlist.login is 'Name of the account then';
comment on column shortlist.created_at is 'When it was made';
comment on column shortlist.archived_at is 'When it was put away';
create index ix_shortlist_account_id on shortlist (account_id);

create table shortlist_member (
    shortlist_member_id bigint not null generated by default as identity,
    shortlist_id bigint not null,
    person_id bigint,
    outside_expert_id bigint,
    note text not null default '',
    login text not null,
    added_at timestamptz not null default now(),
    constraint pk_shortlist_member primary key (shortlist_member_id),
    constraint uq_shortlist_member_person unique (shortlist_id, person_id),
    constraint uq_shortlist_member_outside unique (shortlist_id, outside_expert_id),
    constraint fk_shortlist_member_shortlist_id foreign key (shortlist_id) references shortlist (shortlist_id),
    constraint fk_shortlist_member_outside_expert_id foreign key (outside_expert_id)
        references outside_expert (outside_expert_id),
    constraint ck_shortlist_member_one check (num_nonnulls(person_id, outside_expert_id) = 1)
);
comment on table shortlist_member is 'Who is on a list';
comment on column shortlist_member.shortlist_member_id is 'Internal number';
comment on column shortlist_member.shortlist_id is 'On which list';
comment on column shortlist_member.person_id is 'A person of the registry';
comment on column shortlist_member.outside_expert_id is 'Or an expert from outside';
comment on column shortlist_member.note is 'Remark';
comment on column shortlist_member.login is 'Who added it';
comment on column shortlist_member.added_at is 'When';
create index ix_shortlist_member_outside_expert_id on shortlist_member (outside_expert_id);
create index ix_shortlist_member_person_id on shortlist_member (person_id);

create table council (
    council_id bigint not null generated by default as identity,
    name text not null,
    topic text not null,
    shortlist_id bigint,
    applicant_id bigint,
    state text not null,
    decision_no text,
    decided_on date,
    rules jsonb not null,
    account_id integer,
    login text not null,
    created_at timestamptz not null default now(),
    constraint pk_council primary key (council_id),
    constraint fk_council_shortlist_id foreign key (shortlist_id) references shortlist (shortlist_id),
    constraint fk_council_account_id foreign key (account_id) references account (account_id),
    constraint ck_council_name check (name <> ''),
    constraint ck_council_state check (state in ('proposed', 'decided', 'dissolved')),
    constraint ck_council_decision check ((state = 'proposed') or (decided_on is not null))
);
comment on table council is 'Councils, from the proposal to the decision';
comment on column council.council_id is 'Internal number';
comment on column council.name is 'Name of the council';
comment on column council.topic is 'What it judges';
comment on column council.shortlist_id is 'List that it was made from';
comment on column council.applicant_id is 'Person whose case it judges';
comment on column council.state is 'proposed, decided or dissolved';
comment on column council.decision_no is 'Number of the decision';
comment on column council.decided_on is 'Day of the decision';
comment on column council.rules is 'Rules that the proposal kept';
comment on column council.account_id is 'Who made it; empty for the operator';
comment on column council.login is 'Name of the account then';
comment on column council.created_at is 'When';
create index ix_council_account_id on council (account_id);
create index ix_council_shortlist_id on council (shortlist_id);

create table council_seat (
    council_id bigint not null,
    seat_no integer not null,
    seat_role text not null,
    person_id bigint,
    outside_expert_id bigint,
    reasons jsonb not null default '[]',
    invitation text not null default 'none',
    invited_on date,
    answered_on date,
    note text not null default '',
    constraint pk_council_seat primary key (council_id, seat_no),
    constraint uq_council_seat_person unique (council_id, person_id),
    constraint uq_council_seat_outside unique (council_id, outside_expert_id),
    constraint fk_council_seat_council_id foreign key (council_id) references council (council_id),
    constraint fk_council_seat_outside_expert_id foreign key (outside_expert_id)
        references outside_expert (outside_expert_id),
    constraint ck_council_seat_role check (seat_role in ('chair', 'vice_chair', 'reviewer', 'secretary', 'member')),
    constraint ck_council_seat_invitation check (invitation in ('none', 'invited', 'accepted', 'declined')),
    constraint ck_council_seat_one check (num_nonnulls(person_id, outside_expert_id) = 1)
);
comment on table council_seat is 'Who sits in a council and what became of the invitation; a seat that declined stays';
comment on column council_seat.council_id is 'Council';
comment on column council_seat.seat_no is 'Order in the council';
comment on column council_seat.seat_role is 'chair, vice_chair, reviewer, secretary or member';
comment on column council_seat.person_id is 'A person of the registry';
comment on column council_seat.outside_expert_id is 'Or an expert from outside';
comment on column council_seat.reasons is 'Why this one, in words';
comment on column council_seat.invitation is 'none, invited, accepted or declined';
comment on column council_seat.invited_on is 'Day of the invitation';
comment on column council_seat.answered_on is 'Day of the answer';
comment on column council_seat.note is 'Remark';
create index ix_council_seat_person_id on council_seat (person_id);
create index ix_council_seat_outside_expert_id on council_seat (outside_expert_id);

-- ---------------------------------------------------------------------------------------------- personal data

create table rights_request (
    request_id bigint not null generated by default as identity,
    kind text not null,
    person_id bigint,
    requester text not null,
    contact text not null default '',
    channel text not null,
    body text not null,
    third_party boolean not null default false,
    received_on date not null,
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_rights_request primary key (request_id),
    constraint fk_rights_request_account_id foreign key (account_id) references account (account_id),
    constraint ck_rights_request_kind check (kind in ('see', 'correct', 'copy', 'erase', 'withdraw', 'restrict',
        'object', 'protect')),
    constraint ck_rights_request_channel check (channel in ('paper', 'in_person', 'email', 'portal')),
    constraint ck_rights_request_requester check (requester <> ''),
    constraint ck_rights_request_body check (body <> '')
);
comment on table rights_request is 'What people ask about their own data (Decree 356/2025, article 5), as it came';
comment on column rights_request.request_id is 'Number';
comment on column rights_request.kind is 'see, correct, copy, erase, withdraw, restrict, object or protect';
comment on column rights_request.person_id is 'Whose data; empty until somebody has found them';
comment on column rights_request.requester is 'Who asks, by name';
comment on column rights_request.contact is 'Where the answer goes';
comment on column rights_request.channel is 'paper, in_person, email or portal';
comment on column rights_request.body is 'In their words';
comment on column rights_request.third_party is 'Somebody else who processes the data has to act too';
comment on column rights_request.received_on is 'Day it came: the clocks run from it';
comment on column rights_request.account_id is 'Account that wrote it down; empty for the operator';
comment on column rights_request.login is 'Name of the account then';
comment on column rights_request.made_at is 'When';
create index ix_rights_request_person_id on rights_request (person_id);
create index ix_rights_request_account_id on rights_request (account_id);

create table rights_request_step (
    request_id bigint not null,
    step integer not null,
    act text not null,
    body text not null,
    article text not null default '',
    day date not null,
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_rights_request_step primary key (request_id, step),
    constraint fk_rights_request_step_request_id foreign key (request_id) references rights_request (request_id),
    constraint fk_rights_request_step_account_id foreign key (account_id) references account (account_id),
    constraint ck_rights_request_step_act check (act in ('answered', 'extended', 'done', 'refused', 'withdrawn')),
    constraint ck_rights_request_step_body check (body <> ''),
    constraint ck_rights_request_step_article check (act <> 'refused' or article <> '')
);
comment on table rights_request_step is 'What became of a request, step by step';
comment on column rights_request_step.request_id is 'Which';
comment on column rights_request_step.step is 'Step, from 1';
comment on column rights_request_step.act is 'answered, extended, done, refused or withdrawn';
comment on column rights_request_step.body is 'In words';
comment on column rights_request_step.article is 'Provision that allows the refusal';
comment on column rights_request_step.day is 'Day';
comment on column rights_request_step.account_id is 'Who; empty for the operator';
comment on column rights_request_step.login is 'Name of the account then';
comment on column rights_request_step.made_at is 'When';
create index ix_rights_request_step_account_id on rights_request_step (account_id);

create table erasure (
    erasure_id bigint not null generated by default as identity,
    request_id bigint,
    ground text not null,
    article text not null,
    reason text not null,
    removed jsonb not null,
    kept jsonb not null,
    files jsonb not null,
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_erasure primary key (erasure_id),
    constraint fk_erasure_request_id foreign key (request_id) references rights_request (request_id),
    constraint fk_erasure_account_id foreign key (account_id) references account (account_id),
    constraint ck_erasure_ground check (ground in ('request', 'purpose', 'term', 'decision', 'agreement')),
    constraint ck_erasure_texts check (article <> '' and reason <> '')
);
comment on table erasure is 'What is left of people whose data were erased: who did it, when and why, nothing about them';
comment on column erasure.erasure_id is 'Number';
comment on column erasure.request_id is 'The request that it carries out, if there was one';
comment on column erasure.ground is 'Ground by article 14 of law 91/2025/QH15: request, purpose (fulfilled), term (over), decision or agreement';
comment on column erasure.article is 'The provision that it rests on';
comment on column erasure.reason is 'Number and day of the paper, without a word about the person';
comment on column erasure.removed is 'Table -> rows that are gone';
comment on column erasure.kept is 'What the law keeps: tables, rows and the provision, as it was answered';
comment on column erasure.files is 'Kept originals that were made anew without the person: digests before and after';
comment on column erasure.account_id is 'Who; empty for the operator';
comment on column erasure.login is 'Name of the account then';
comment on column erasure.made_at is 'When';
create index ix_erasure_request_id on erasure (request_id);
create index ix_erasure_account_id on erasure (account_id);
create index ix_erasure_made_at on erasure (made_at);

create table erasure_mark (
    erasure_id bigint not null,
    mark bytea not null,
    kind text not null,
    constraint pk_erasure_mark primary key (erasure_id, mark),
    constraint fk_erasure_mark_erasure_id foreign key (erasure_id) references erasure (erasure_id),
    constraint ck_erasure_mark_kind check (kind in ('id', 'name_birth', 'name_year', 'name_body'))
);
comment on table erasure_mark is 'By what somebody who was erased is known again, as keyed hashes: nobody reads them back';
comment on column erasure_mark.erasure_id is 'Which erasure';
comment on column erasure_mark.mark is 'Generation of the key of the blind index, and the hash';
comment on column erasure_mark.kind is 'id (as in source_record), name_birth (name and full day of birth), name_year (name, year, body) or name_body (name, body)';
create index ix_erasure_mark_mark on erasure_mark (mark);

create table erasure_release (
    erasure_id bigint not null,
    paper text not null,
    reason text not null,
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_erasure_release primary key (erasure_id),
    constraint fk_erasure_release_erasure_id foreign key (erasure_id) references erasure (erasure_id),
    constraint fk_erasure_release_account_id foreign key (account_id) references account (account_id),
    constraint ck_erasure_release_texts check (paper <> '' and reason <> '')
);
comment on table erasure_release is 'Erased people whose data may be taken in again, because there is a new basis';
comment on column erasure_release.erasure_id is 'Which erasure';
comment on column erasure_release.paper is 'Number and day of the paper that is the new basis';
comment on column erasure_release.reason is 'In words';
comment on column erasure_release.account_id is 'Who; empty for the operator';
comment on column erasure_release.login is 'Name of the account then';
comment on column erasure_release.made_at is 'When';
create index ix_erasure_release_account_id on erasure_release (account_id);

create table agreement (
    agreement_id bigint not null generated by default as identity,
    paper text not null,
    signed_on date not null,
    receiver text not null,
    purpose text not null,
    subjects text not null,
    fields text[] not null,
    basis text not null,
    begins_on date not null,
    ends_on date not null,
    ended_on date,
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_agreement primary key (agreement_id),
    constraint uq_agreement_paper unique (paper, receiver),
    constraint fk_agreement_account_id foreign key (account_id) references account (account_id),
    constraint ck_agreement_texts check (paper <> '' and receiver <> '' and purpose <> '' and subjects <> '' and basis <> ''),
    constraint ck_agreement_fields check (cardinality(fields) > 0),
    constraint ck_agreement_days check (signed_on <= begins_on and begins_on <= ends_on and ended_on >= begins_on)
);
comment on table agreement is 'Agreements by which data are given to other bodies (Decree 356/2025, article 7)';
comment on column agreement.agreement_id is 'Number';
comment on column agreement.paper is 'Number of the paper';
comment on column agreement.signed_on is 'Day it was signed';
comment on column agreement.receiver is 'Who gets the data';
comment on column agreement.purpose is 'What for';
comment on column agreement.subjects is 'Of which people';
comment on column agreement.fields is 'Which fields may be given';
comment on column agreement.basis is 'Legal basis of the giving';
comment on column agreement.begins_on is 'First day';
comment on column agreement.ends_on is 'Last day';
comment on column agreement.ended_on is 'Day it was ended before its time';
comment on column agreement.account_id is 'Who wrote it down; empty for the operator';
comment on column agreement.login is 'Name of the account then';
comment on column agreement.made_at is 'When';
create index ix_agreement_account_id on agreement (account_id);

create table handover (
    handover_id bigint not null generated by default as identity,
    agreement_id bigint not null,
    recipient text not null,
    fields text[] not null,
    people integer not null,
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_handover primary key (handover_id),
    constraint fk_handover_agreement_id foreign key (agreement_id) references agreement (agreement_id),
    constraint fk_handover_account_id foreign key (account_id) references account (account_id),
    constraint ck_handover_recipient check (recipient <> ''),
    constraint ck_handover_people check (people > 0)
);
comment on table handover is 'What was given under an agreement: the number is the mark of the copy';
comment on column handover.handover_id is 'Number of the copy, written on every sheet of it';
comment on column handover.agreement_id is 'Under which agreement';
comment on column handover.recipient is 'Who took it for the receiver';
comment on column handover.fields is 'Fields that were given';
comment on column handover.people is 'How many people; who they were stands in the log';
comment on column handover.account_id is 'Who gave it; empty for the operator';
comment on column handover.login is 'Name of the account then';
comment on column handover.made_at is 'When';
create index ix_handover_agreement_id on handover (agreement_id);
create index ix_handover_account_id on handover (account_id);

create table data_set (
    data_set_id bigint not null generated by default as identity,
    agency_id integer,
    form text,
    basis text not null,
    paper text not null,
    paper_day date not null,
    purpose text not null,
    sensitive text[] not null default '{}',
    responsible text not null default '',
    kept_until date,
    kept_years smallint,
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_data_set primary key (data_set_id),
    constraint fk_data_set_agency_id foreign key (agency_id) references agency (agency_id),
    constraint fk_data_set_account_id foreign key (account_id) references account (account_id),
    constraint ck_data_set_basis check (basis in ('state', 'consent', 'contract', 'urgent', 'law')),
    constraint ck_data_set_texts check (paper ~ '[0-9]' and purpose <> ''),
    constraint ck_data_set_kept check (num_nonnulls(kept_until, kept_years) = 1 and kept_years > 0)
);
comment on table data_set is 'On what basis and for what each kind of list is processed; the newest of a body and form counts';
comment on column data_set.data_set_id is 'Number; the larger, the newer';
comment on column data_set.agency_id is 'Whose lists; empty: of every body that has no line of its own';
comment on column data_set.form is 'Which form; empty: every form that has no line of its own';
comment on column data_set.basis is 'By article 19 of law 91/2025/QH15: state (1.c), consent (article 9), contract (1.d), urgent (1.a), law (1.đ)';
comment on column data_set.paper is 'Number of the decision that orders it';
comment on column data_set.paper_day is 'Its day';
comment on column data_set.purpose is 'What for';
comment on column data_set.sensitive is 'Fields of sensitive data that it holds';
comment on column data_set.responsible is 'Who answers for it';
comment on column data_set.kept_until is 'Kept until this day';
comment on column data_set.kept_years is 'Or: so many years after the day that the newest row about somebody describes';
comment on column data_set.account_id is 'Who wrote it down; empty for the operator';
comment on column data_set.login is 'Name of the account then';
comment on column data_set.made_at is 'When';
create index ix_data_set_agency_id on data_set (agency_id);
create index ix_data_set_account_id on data_set (account_id);

create table consent_text (
    text_id bigint not null generated by default as identity,
    purpose text not null,
    version integer not null,
    body text not null,
    sensitive text[] not null default '{}',
    sha256 text not null,
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_consent_text primary key (text_id),
    constraint uq_consent_text_version unique (purpose, version),
    constraint uq_consent_text_purpose unique (text_id, purpose),
    constraint fk_consent_text_account_id foreign key (account_id) references account (account_id),
    constraint ck_consent_text_texts check (purpose <> '' and body <> '' and version > 0),
    constraint ck_consent_text_sensitive check (cardinality(sensitive) = 0
        or body ~ '(nhạy|Nhạy|NHẠY) (cảm|Cảm|CẢM)'),
    constraint ck_consent_text_sha256 check (sha256 = encode(sha256(convert_to(
        purpose || E'\n' || array_to_string(sensitive, ',') || E'\n' || body, 'UTF8')), 'hex'))
);
comment on table consent_text is 'What people are asked to consent to (law 91/2025/QH15, article 9), version by version';
comment on column consent_text.text_id is 'Number';
comment on column consent_text.purpose is 'What for: the purpose of the lists that rest on it, word by word';
comment on column consent_text.version is 'Version, from 1';
comment on column consent_text.body is 'The words as people read them';
comment on column consent_text.sensitive is 'Fields of which the words say that they are sensitive';
comment on column consent_text.sha256 is 'Of purpose, fields and words';
comment on column consent_text.account_id is 'Who wrote it down; empty for the operator';
comment on column consent_text.login is 'Name of the account then';
comment on column consent_text.made_at is 'When';
create index ix_consent_text_account_id on consent_text (account_id);

create table consent (
    consent_id bigint not null generated by default as identity,
    text_id bigint not null,
    purpose text not null,
    person_id bigint not null,
    act text not null,
    day date not null,
    channel text not null,
    paper text not null default '',
    request_id bigint,
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_consent primary key (consent_id),
    constraint fk_consent_text_id foreign key (text_id, purpose) references consent_text (text_id, purpose),
    constraint fk_consent_request_id foreign key (request_id) references rights_request (request_id),
    constraint fk_consent_account_id foreign key (account_id) references account (account_id),
    constraint ck_consent_act check (act in ('given', 'withdrawn')),
    constraint ck_consent_channel check (channel in ('paper', 'in_person', 'email', 'portal')),
    constraint ck_consent_proof check (case act when 'given' then paper ~ '[0-9]' and request_id is null
        else request_id is not null end)
);
comment on table consent is 'Who consented to which text, and who withdrew; the newest by purpose and number counts, none is no consent';
comment on column consent.consent_id is 'Number';
comment on column consent.text_id is 'To which text';
comment on column consent.purpose is 'Its purpose; a withdrawal is of the purpose, whatever the version';
comment on column consent.person_id is 'Who, by the number of then; of merged numbers that disagree the withdrawal counts';
comment on column consent.act is 'given or withdrawn';
comment on column consent.day is 'Day; of one day the withdrawal counts';
comment on column consent.channel is 'paper, in_person, email or portal';
comment on column consent.paper is 'Proof: number and day of the kept paper or letter';
comment on column consent.request_id is 'Request that a withdrawal carries out';
comment on column consent.account_id is 'Who wrote it down; empty for the operator';
comment on column consent.login is 'Name of the account then';
comment on column consent.made_at is 'When';
create index ix_consent_text_id on consent (text_id, purpose);
create index ix_consent_person_id on consent (person_id);
create index ix_consent_request_id on consent (request_id);
create index ix_consent_account_id on consent (account_id);

create table incident (
    incident_id bigint not null generated by default as identity,
    detected_at timestamptz not null,
    kind text not null,
    body text not null,
    may_harm boolean not null,
    is_cyber boolean not null,
    affected integer,
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_incident primary key (incident_id),
    constraint fk_incident_account_id foreign key (account_id) references account (account_id),
    constraint ck_incident_kind check (kind in ('disclosure', 'alteration', 'loss', 'unavailable', 'misuse')),
    constraint ck_incident_body check (body <> ''),
    constraint ck_incident_affected check (affected >= 0),
    constraint ck_incident_detected_at check (detected_at <= made_at + interval '1 hour')
);
comment on table incident is 'Violations of the protection of personal data and cyber incidents, as they were found';
comment on column incident.incident_id is 'Number';
comment on column incident.detected_at is 'When it was found: the clocks run from it';
comment on column incident.kind is 'disclosure, alteration, loss, unavailable or misuse';
comment on column incident.body is 'What happened';
comment on column incident.may_harm is 'May harm honour, dignity or property: the authority is told within 72 hours';
comment on column incident.is_cyber is 'A serious cyber incident: first notice within 24 hours';
comment on column incident.affected is 'How many people, as far as known';
comment on column incident.account_id is 'Account that wrote it down; empty for the operator';
comment on column incident.login is 'Name of the account then';
comment on column incident.made_at is 'When it was written down';
create index ix_incident_account_id on incident (account_id);

create table incident_step (
    incident_id bigint not null,
    step integer not null,
    act text not null,
    body text not null,
    done_at timestamptz not null,
    account_id integer,
    login text not null,
    made_at timestamptz not null default now(),
    constraint pk_incident_step primary key (incident_id, step),
    constraint fk_incident_step_incident_id foreign key (incident_id) references incident (incident_id),
    constraint fk_incident_step_account_id foreign key (account_id) references account (account_id),
    constraint ck_incident_step_act check (act in ('first_notice', 'authority_notice', 'people_told', 'finding', 'closed')),
    constraint ck_incident_step_body check (body <> ''),
    constraint ck_incident_step_done_at check (done_at <= made_at + interval '1 hour')
);
comment on table incident_step is 'What was done about an incident, step by step';
comment on column incident_step.incident_id is 'Which';
comment on column incident_step.step is 'Step, from 1';
comment on column incident_step.act is 'first_notice, authority_notice, people_told, finding or closed';
comment on column incident_step.body is 'To whom, what was found, number of the paper';
comment on column incident_step.done_at is 'When it was done';
comment on column incident_step.account_id is 'Who; empty for the operator';
comment on column incident_step.login is 'Name of the account then';
comment on column incident_step.made_at is 'When it was written down';
create index ix_incident_step_account_id on incident_step (account_id);

-- ----------------------------------------------------------------------------------------------------- plumbing

create table outbox (
    outbox_id bigint not null generated always as identity,
    person_id bigint not null,
    enqueued_at timestamptz not null default now(),
    attempts integer not null default 0,
    last_error text,
    constraint pk_outbox primary key (outbox_id)
);
comment on table outbox is 'Persons whose index document has to be written anew; a row goes when the index has it';
comment on column outbox.outbox_id is 'Order';
comment on column outbox.person_id is 'Who';
comment on column outbox.enqueued_at is 'Since when';
comment on column outbox.attempts is 'How often it was tried';
comment on column outbox.last_error is 'What failed last, without personal data';

create table index_state (
    index_name text not null,
    document_version text not null,
    built_at timestamptz not null,
    n_documents integer not null,
    constraint pk_index_state primary key (index_name)
);
comment on table index_state is 'What the search index holds';
comment on column index_state.index_name is 'Index';
comment on column index_state.document_version is 'Version of its settings and documents';
comment on column index_state.built_at is 'Last full rebuild';
comment on column index_state.n_documents is 'Documents then';

-- ------------------------------------------------------------------------------------------- who may see what

create function app_role() returns text language sql stable parallel safe
    as $$ select coalesce(nullif(current_setting('app.role', true), ''), 'none') $$;
comment on function app_role() is 'Role of this transaction; none without one';

create function app_account() returns integer language sql stable parallel safe
    as $$ select nullif(current_setting('app.account', true), '')::integer $$;
comment on function app_account() is 'Account of this transaction';

create function app_agencies() returns integer[] language sql stable
    as $$
        with recursive scope as (
            select agency_id from agency
            where app_role() = 'agency' and agency_id = nullif(current_setting('app.agency', true), '')::integer
            union
            select a.agency_id from agency a join scope s on a.parent_id = s.agency_id
                or a.successor_id = s.agency_id and a.valid_to < (now() at time zone 'Asia/Ho_Chi_Minh')::date
        )
        select coalesce(array_agg(agency_id), '{}') from scope
    $$;
comment on function app_agencies() is 'Body of this transaction''s agency account, with all below it and those it took over';

create function app_reads_registry() returns boolean language sql stable parallel safe
    as $$ select app_role() in ('operator', 'steward', 'searcher', 'leader', 'indexer', 'home_affairs') $$;
comment on function app_reads_registry() is 'Roles that see persons of the whole province';

create function app_reads_intake() returns boolean language sql stable parallel safe
    as $$ select app_role() in ('operator', 'steward', 'searcher') $$;
comment on function app_reads_intake() is 'Roles that see submissions and source records of the whole province';

create function app_decides() returns boolean language sql stable parallel safe
    as $$ select app_role() in ('operator', 'steward') $$;
comment on function app_decides() is 'Roles that approve, return, roll back and write the registry';

create function app_administers() returns boolean language sql stable parallel safe
    as $$ select app_role() in ('operator', 'administrator') $$;
comment on function app_administers() is 'Roles that keep accounts, bodies and code lists';

create function app_builds_lists() returns boolean language sql stable parallel safe
    as $$ select app_role() in ('operator', 'steward', 'searcher') $$;
comment on function app_builds_lists() is 'Roles of the department that build lists and councils';

create function app_reads_lists() returns boolean language sql stable parallel safe
    as $$ select app_role() in ('operator', 'steward', 'searcher', 'leader') $$;
comment on function app_reads_lists() is 'Roles of the department that read shared lists and councils';

create function app_oversees() returns boolean language sql stable parallel safe
    as $$ select app_role() in ('operator', 'steward', 'searcher', 'leader', 'home_affairs') $$;
comment on function app_oversees() is 'Roles that read the reports of all bodies';

create function app_is(account integer, login text) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select account is not distinct from app_account()
        and (account is null or app_is.login = (select a.login from account a where a.account_id = app_is.account)) $$;
comment on function app_is(integer, text) is 'Whether somebody writes in their own name; without an account only the operator does';

create function app_agency() returns integer language sql stable parallel safe
    as $$ select case when app_role() = 'agency' then nullif(current_setting('app.agency', true), '')::integer end $$;
comment on function app_agency() is 'Body of this transaction''s agency account, without those below it';

create function app_office() returns integer language sql stable parallel safe
    as $$ select case when app_role() in ('home_affairs', 'finance')
        then nullif(current_setting('app.agency', true), '')::integer end $$;
comment on function app_office() is 'Body of this transaction''s officer of programmes, where the account names one';

create function app_leads_plan(plan text) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select exists (select from instrument i join agency a on a.code = i.lead_code
        where i.plan_code = plan and a.agency_id = app_office()) $$;
comment on function app_leads_plan(text) is 'Whether the body of this transaction''s officer leads instruments of the plan';

create function app_steps_of_request(number bigint) returns integer language sql stable security definer
    set search_path = public, pg_temp
    as $$ select count(*)::integer from rights_request_step s where s.request_id = number $$;
comment on function app_steps_of_request(bigint) is 'How many steps a request about one''s own data has';

create function app_in_force(number bigint) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select exists (select from agreement a where a.agreement_id = number
        and (now() at time zone 'Asia/Ho_Chi_Minh')::date
            between a.begins_on and least(a.ends_on, coalesce(a.ended_on - 1, a.ends_on))) $$;
comment on function app_in_force(bigint) is 'Whether data may be given under an agreement today';

create function app_steps_of_incident(number bigint) returns integer language sql stable security definer
    set search_path = public, pg_temp
    as $$ select count(*)::integer from incident_step s where s.incident_id = number $$;
comment on function app_steps_of_incident(bigint) is 'How many steps an incident has';

create function app_raised(number bigint) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select exists (select from difficulty d where d.difficulty_id = number
        and d.agency_id = any (app_agencies())) $$;
comment on function app_raised(bigint) is 'Whether the agency of this transaction raised the difficulty';

create function app_asked(number bigint) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select exists (select from difficulty_step s where s.difficulty_id = number and s.act = 'assigned'
        and s.agency_id = any (app_agencies())) $$;
comment on function app_asked(bigint) is 'Whether the agency of this transaction was ever asked about the difficulty';

create function app_asked_last(number bigint) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select (select s.agency_id from difficulty_step s where s.difficulty_id = number and s.act = 'assigned'
        order by s.step desc limit 1) = any (app_agencies() || app_office()) $$;
comment on function app_asked_last(bigint) is 'Whether it is the agency of this transaction that was asked last';

create function app_runs_programmes() returns boolean language sql stable parallel safe
    as $$ select app_role() in ('operator', 'home_affairs') $$;
comment on function app_runs_programmes() is 'Roles that run the programmes of plans';

create function app_screens() returns boolean language sql stable parallel safe
    as $$ select app_role() in ('operator', 'home_affairs', 'steward') $$;
comment on function app_screens() is 'Roles that hold nominations against the registry and decide on them';

create function app_reads_programmes() returns boolean language sql stable parallel safe
    as $$ select app_role() in ('operator', 'home_affairs', 'finance', 'steward', 'leader') $$;
comment on function app_reads_programmes() is 'Roles that see the cases of the whole province';

create function app_person_now(number bigint) returns bigint language sql stable security definer
    set search_path = public, pg_temp
    as $$ select coalesce((select r.target_id from person_redirect r where r.person_id = number), number) $$;
comment on function app_person_now(bigint) is 'Number that a person goes by now: merged ones lead on';

create function app_own_number() returns bigint language sql stable security definer
    set search_path = public, pg_temp
    as $$ select a.person_id from account a where a.account_id = app_account() $$;
comment on function app_own_number() is 'Who the account of this transaction is in the registry, as administrators said';

create function app_may_judge(number bigint, member integer) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select exists (select from account a, programme_case c
        where a.account_id = member and a.role = 'council_member' and a.disabled_at is null and c.case_id = number
            and (a.person_id is null or c.person_id is null
                or app_person_now(a.person_id) <> app_person_now(c.person_id))) $$;
comment on function app_may_judge(bigint, integer) is 'Whether somebody is a member of councils and the case is not their own';

create function app_judges(number bigint) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select app_role() = 'council_member' and app_may_judge(number, app_account())
        and exists (select from case_reviewer r where r.case_id = number and r.reviewer_id = app_account())
        and not exists (select from case_score s
            where s.case_id = number and s.reviewer_id = app_account() and s.conflict is not null) $$;
comment on function app_judges(bigint) is 'Whether the council member of this transaction was asked, has not stepped back, and it is not their own case';

create function app_acts(number bigint, actor text) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select case app_role()
        when 'operator' then true
        when 'agency' then exists (select from programme_case c where c.case_id = number and case actor
            when 'agency' then c.agency_id = any (app_agencies())
            when 'lead' then c.lead_agency_id = any (app_agencies()) else false end)
        else app_role() = actor end $$;
comment on function app_acts(bigint, text) is 'Whether this transaction may act on a case as what it says';

create function app_follows(number bigint, event integer) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select event <= 1 + coalesce(max(e.number), 0)
        and not coalesce(bool_or(e.ended is not null and e.number < event), false)
        from case_event e where e.case_id = app_follows.number $$;
comment on function app_follows(bigint, integer) is 'Whether an event of a case leaves no gap and follows no end';

create function app_leads(plan text, code text, lead integer) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select exists (select from instrument i join agency a on a.code = i.lead_code
        where i.plan_code = plan and i.code = app_leads.code and a.agency_id = lead) $$;
comment on function app_leads(text, text, integer) is 'Whether that body leads the instrument by the plan';

create function app_planned(number bigint, event integer, step text, stage text, ended text, actor text)
    returns boolean language sql stable security definer
    set search_path = public, pg_temp
    -- Known words first; then the steps of the plan, from the stage that the event before led to.
    as $$ select app_role() = 'operator' or exists (select from programme_case c
        join instrument i on i.plan_code = c.plan_code and i.code = c.instrument
        left join case_event last on last.case_id = c.case_id and last.number = app_planned.event - 1
        where c.case_id = app_planned.number and case
            when app_planned.event = 1 then app_planned.step = 'open' and app_planned.stage = i.start
                and app_planned.ended is null and app_planned.actor = any (i.opened_by)
            when app_planned.step = 'note' then app_planned.stage = last.stage and app_planned.ended is null
            when app_planned.step = 'withdraw' then app_planned.stage = last.stage and app_planned.ended = 'withdrawn'
                and app_planned.actor = any (i.opened_by || 'home_affairs'::text)
                and not exists (select from case_event e join instrument_step s on s.plan_code = c.plan_code
                    and s.instrument = c.instrument and s.step = e.step
                    where e.case_id = c.case_id and s.effects <> '{}')
            else exists (select from instrument_step s where s.plan_code = c.plan_code and s.instrument = c.instrument
                and s.step = app_planned.step and s.stage_from = last.stage and s.stage_to = app_planned.stage
                and s.ended is not distinct from app_planned.ended and app_planned.actor = any (s.actors)) end) $$;
comment on function app_planned(bigint, integer, text, text, text, text) is
    'Whether the plan of a case lets that actor take that step from where the case stands';

create function app_nominated(plan text, code text) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select exists (select from instrument i
        where i.plan_code = plan and i.code = app_nominated.code and i.without_nomination = 'never') $$;
comment on function app_nominated(text, text) is 'Whether cases of the instrument come from nominations alone';

create function app_explained(number bigint, words text) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select words <> '' or not exists (select from programme_case c
        join instrument i on i.plan_code = c.plan_code and i.code = c.instrument
        where c.case_id = number and c.nomination_id is null and i.without_nomination = 'reason') $$;
comment on function app_explained(bigint, text) is 'Whether a case without a nomination says why, where its plan asks for one';

create function app_stepped(number bigint, effect text) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select app_role() = 'operator' or exists (select from case_event e
        join programme_case c on c.case_id = e.case_id
        join instrument_step s on s.plan_code = c.plan_code and s.instrument = c.instrument and s.step = e.step
        where e.case_id = app_stepped.number and e.account_id = app_account() and e.made_at = now()
            and app_stepped.effect = any (s.effects)) $$;
comment on function app_stepped(bigint, text) is 'Whether this transaction has recorded a step of the case that brings this about by the plan';

create function app_pays(number bigint, kind text, code text) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select app_role() = 'operator' or code = 'repayment' and kind <> 'paid' or exists (select from programme_case c
        join instrument i on i.plan_code = c.plan_code and i.code = c.instrument
        where c.case_id = number and app_pays.code = any (i.grants) and kind <> 'returned') $$;
comment on function app_pays(bigint, text, text) is 'Whether the instrument of a case pays this';

create function app_reckons(number bigint, owed bigint, told jsonb) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    -- The rule and days are those that the break was claimed with; where nothing was claimed by then, those told.
    as $$ with broken as (select c.commitment_id, e.day from commitment c join commitment_event e using (commitment_id)
            where c.case_id = app_reckons.number and e.act = 'broken'),
        claim as (select b.day, coalesce((select e.explained from commitment_event e
                where e.commitment_id = b.commitment_id and e.owed is not null
                    and ((e.explained ->> 'sure')::boolean or (e.explained ->> 'paid')::numeric > 0)
                order by e.number limit 1), app_reckons.told) as said from broken b),
        terms as (select day, split_part(said ->> 'rule', ' ', 1) as rule,
                split_part(split_part(said ->> 'rule', ' ', 2), '/', 1) as times,
                split_part(split_part(said ->> 'rule', ' ', 2), '/', 2) as parts,
                (said ->> 'total_days')::numeric as total, (said ->> 'served_days')::numeric as served from claim),
        money as (select coalesce(sum(p.dong), 0) as paid,
                coalesce(sum(p.dong) filter (where p.period || '-01' >= to_char(t.day, 'YYYY-MM-DD') collate "C" and p.period <> ''), 0) as later
            from terms t left join payment p on p.case_id = app_reckons.number and p.kind = 'paid'
                and not exists (select from payment r where r.reverses = p.payment_id))
        select exists (select from payment p left join payment w on w.payment_id = p.reverses
                where p.case_id = app_reckons.number and p.recorded_at = now()
                    and p.account_id is not distinct from app_account()
                    and (w.kind = 'paid' or p.kind = 'paid' and p.attempt > 1))
            and exists (select from terms t, money m where app_reckons.owed = case t.rule when 'whole' then m.paid
                when 'times' then div(m.paid * t.times::numeric, coalesce(nullif(t.parts, ''), '1')::numeric)
                when 'share' then m.later
                    + div((m.paid - m.later) * t.times::numeric, coalesce(nullif(t.parts, ''), '1')::numeric)
                when 'remaining' then m.later + div((m.paid - m.later) * (t.total - t.served), t.total) end) $$;
comment on function app_reckons(bigint, bigint, jsonb) is 'Whether this transaction has put money of a broken commitment right, and what is owed follows from what is paid now';

create function app_holds(file bytea) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select app_role() <> 'agency'
        or exists (select from paper_upload u
            where u.account_id = app_account() and u.uploaded_at = now() and u.sha256 = file)
        or exists (select from case_paper p join programme_case c on c.case_id = p.case_id
            where p.sha256 = file and (c.agency_id = any (app_agencies()) or c.lead_agency_id = any (app_agencies()))) $$;
comment on function app_holds(bytea) is 'Whether this transaction has handed the file in, or may read it';

create function app_lies_in(paper bigint, number bigint, of_kind text) returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select exists (select from case_paper p
        where p.case_paper_id = app_lies_in.paper and p.case_id = app_lies_in.number and p.kind = app_lies_in.of_kind) $$;
comment on function app_lies_in(bigint, bigint, text) is 'Whether a paper is of that case and kind';

create function app_handed_in(since date, until date)
    returns table (agency_id integer, form text, day date, people bigint)
    language plpgsql stable security definer set search_path = public, pg_temp
    -- Planned for whoever asks: one body's few lists are looked up, those of all are read through.
    set plan_cache_mode = force_custom_plan
    as $$
        #variable_conflict use_column
        declare
            bodies integer[] := case when app_oversees() then array(select a.agency_id from agency a)
                else app_agencies() || app_office() end;
        begin
            return query
            with handed as materialized (
                select s.submission_id, s.form, s.agency_id,
                    min(cast(e.at at time zone 'Asia/Ho_Chi_Minh' as date)) as day
                from submission s join submission_event e on e.submission_id = s.submission_id and e.kind = 'submitted'
                where s.state = 'approved' and s.as_of between since and until and s.agency_id = any (bodies)
                group by s.submission_id
            ), listed as (
                select h.agency_id, ps.person_id, min(h.day) as day
                from handed h
                    join source_record r on r.submission_id = h.submission_id and r.form = 'people'
                        and coalesce(r."values" ->> 'status', 'working') = 'working'
                    join person_source ps on ps.source_record_id = r.source_record_id
                group by h.agency_id, ps.person_id
            )
            select l.agency_id, 'people', l.day, count(*) from listed l group by l.agency_id, l.day
            union all
            select h.agency_id, h.form, h.day, 0::bigint from handed h where h.form <> 'people'
            group by h.agency_id, h.form, h.day;
        end
    $$;
comment on function app_handed_in(date, date) is
    'Which approved lists describe a day of these, by body and day of handing in (of Vietnam): people listed for the first time; counts for leaders too, who see no list';

-- The bytes that the audit chain hashes; any language can recompute them (scripts/verify_audit.py does).
--   field(v)    a value as text, in UTF-8: the number of its bytes in decimal digits, ":", the bytes, ","; null is "-,"
--   commitment  SHA-256( salt | field(login) | field(object_id) | field(purpose) | field(details) )
--               details: the JSON as PostgreSQL prints it; an export carries this very text
--   hash        SHA-256( hash before | commitment | field(chain_no) | field(audit_id) | field(at) | field(account_id)
--               | field(role) | field(agency_id) | field(action) | field(object_kind) )
--               at: UTC, 2026-11-22T08:15:00.123456Z; numbers in decimal digits; salt and hashes: their 32 bytes
-- Plain expressions, without a function for a field: the server puts them into a query as they stand, which makes the
-- verification of a long chain four times as fast.
create function audit_commitment(salt bytea, login text, object_id text, purpose text, details jsonb)
    returns bytea language sql stable parallel safe
    as $$ select sha256(salt || convert_to(concat(octet_length(login), ':', login, ',',
        octet_length(object_id), ':', object_id, ',', coalesce(octet_length(purpose) || ':' || purpose || ',', '-,'),
        octet_length(details::text), ':', details::text, ','), 'UTF8')) $$;
comment on function audit_commitment(bytea, text, text, text, jsonb) is
    'What the chain keeps of the content of an audit row: nobody reads it back, and only the salt proves it';

create function audit_hash(before bytea, commitment bytea, chain_no bigint, audit_id bigint, at timestamptz,
    account_id integer, role text, agency_id integer, action text, object_kind text)
    returns bytea language sql stable parallel safe
    as $$ select sha256(before || commitment || convert_to(concat(
        octet_length(chain_no::text), ':', chain_no, ',', octet_length(audit_id::text), ':', audit_id, ',',
        octet_length(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')), ':',
        to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), ',',
        coalesce(octet_length(account_id::text) || ':' || account_id || ',', '-,'),
        octet_length(role), ':', role, ',', coalesce(octet_length(agency_id::text) || ':' || agency_id || ',', '-,'),
        octet_length(action), ':', action, ',', octet_length(object_kind), ':', object_kind, ','), 'UTF8')) $$;
comment on function audit_hash(bytea, bytea, bigint, bigint, timestamptz, integer, text, integer, text, text) is
    'Hash of one link of the audit chain';

create function audit_stamp() returns trigger language plpgsql security definer set search_path = public, pg_temp
    as $$
        begin
            new.at := clock_timestamp();
            new.salt := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
            new.written_in := pg_current_xact_id()::text::bigint;
            return new;
        end
    $$;
comment on function audit_stamp() is 'Moment, salt and transaction of a new audit row, whatever its writer says';
revoke execute on function audit_stamp() from public;
create trigger audit_event_stamp before insert on audit_event for each row execute function audit_stamp();

-- The first row of a transaction chains all of them in the order of writing, with one step of the head; the others find
-- their link there. A step a row would walk over all steps of the transaction before it, which the server keeps until
-- the end: 20,000 rows took 7 s of an idle machine. What a row fires with is how it was written: it may have been
-- erased since, and rows that were are left to fire themselves.
create function audit_chain() returns trigger language plpgsql security definer set search_path = public, pg_temp
    as $$
        declare
            head audit_head;
            one record;
            numbers bigint[] := '{}';
            proofs bytea[] := '{}';
            hashes bytea[] := '{}';
        begin
            if exists (select from audit_link l where l.audit_id = new.audit_id) then
                return null;
            end if;
            select * into strict head from audit_head for update;
            for one in
                select w.*, audit_commitment(w.salt, w.login, w.object_id, w.purpose, w.details) as proof
                from (select new.* union all
                    select e.* from audit_event e where e.audit_id > new.audit_id and e.salt is not null
                        and e.written_in = pg_current_xact_id()::text::bigint
                        and not exists (select from audit_link l where l.audit_id = e.audit_id)) w
                order by w.audit_id
            loop
                head.rows := head.rows + 1;
                head.hash := audit_hash(head.hash, one.proof, head.rows, one.audit_id, one.at, one.account_id, one.role,
                    one.agency_id, one.action, one.object_kind);
                numbers := numbers || one.audit_id;
                proofs := proofs || one.proof;
                hashes := hashes || head.hash;
            end loop;
            insert into audit_link (chain_no, audit_id, commitment, hash)
                select head.rows - cardinality(numbers) + made.place, made.audit_id, made.proof, made.hash
                from unnest(numbers, proofs, hashes) with ordinality made (audit_id, proof, hash, place);
            update audit_head set rows = head.rows, hash = head.hash;
            return null;
        end
    $$;
comment on function audit_chain() is 'Chains the audit rows of a transaction to those before';
revoke execute on function audit_chain() from public;
-- At the end of the transaction: writers wait for each other for an instant, not as long as the longest of them works.
create constraint trigger audit_event_chain after insert on audit_event deferrable initially deferred
    for each row execute function audit_chain();

create function app_who_read(person bigint)
    returns table (audit_id bigint, at timestamptz, login text, reader text, role text, agency text, action text,
        purpose text)
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select e.audit_id, e.at, e.login, coalesce(a.display_name, e.login), e.role, g.name, e.action, e.purpose
        from audit_event e left join account a on a.account_id = e.account_id
            left join agency g on g.agency_id = e.agency_id
        where e.audit_id in (
                select p.audit_id from audit_event p where p.object_kind = 'person' and p.object_id = any (array(
                    select r.person_id::text from person_redirect r where r.target_id = app_who_read.person
                    union all select app_who_read.person::text))
                union all
                select t.audit_id from taken_out t where t.persons @> app_who_read.person or exists (
                    select from person_redirect r where r.target_id = app_who_read.person
                        and t.persons @> r.person_id))
            and app_role() in ('operator', 'steward', 'administrator', 'auditor')
        order by e.audit_id desc $$;
comment on function app_who_read(bigint) is
    'What the audit log says of one person, exports of many included, newest first; for stewards too, who see nothing else of the log';

create function current_blind_index() returns trigger language plpgsql security definer set search_path = public, pg_temp
    as $$
        begin
            if get_byte(new.national_id_hmac, 0) <> (select generation from blind_index_key) then
                raise exception 'keyed hash made with another generation of the key' using errcode = 'P0001';
            end if;
            return new;
        end
    $$;
comment on function current_blind_index() is 'Refuses a program that has not heard of a new key: it would find nobody again';
revoke execute on function current_blind_index() from public;
create trigger source_record_blind_index before insert on source_record for each row
    when (new.national_id_hmac is not null) execute function current_blind_index();
create trigger nomination_blind_index before insert on nomination for each row
    when (new.national_id_hmac is not null) execute function current_blind_index();

create function audit_erase(person bigint, login text, reason text) returns integer
    language plpgsql security definer set search_path = public, pg_temp
    as $$
        declare
            gone bigint[];
        begin
            with erased as (
                update audit_event e set login = '', object_id = '', purpose = null, details = '{}', salt = null
                where e.object_kind = 'person' and e.object_id = person::text and e.salt is not null
                returning e.audit_id)
            select coalesce(array_agg(audit_id order by audit_id), '{}') into gone from erased;
            insert into audit_event (at, account_id, login, role, action, object_kind, object_id, purpose, details)
                values (now(), app_account(), audit_erase.login, app_role(), 'audit.erased', 'audit', '', reason,
                    jsonb_build_object('events', to_jsonb(gone)));
            return cardinality(gone);
        end
    $$;
comment on function audit_erase(bigint, text, text) is
    'Erases what the audit log says of a person; that it was done, by whom and in which rows, is logged by itself';

-- What was handed in, decided and logged is deleted by these alone, and only in the transaction that writes the
-- tombstone of an erasure. They read as the operator: drafts of agencies are found too.
create function app_erasing() returns boolean language sql stable security definer
    set search_path = public, pg_temp
    as $$ select exists (select from erasure e
        where e.made_at = now() and e.account_id is not distinct from app_account()) $$;
comment on function app_erasing() is 'Whether the running transaction carries out an erasure: its tombstone is written already';

create function erase_rows(place text, found_by text, numbers bigint[]) returns integer
    language plpgsql security definer set search_path = public, pg_temp
    as $$
        declare
            was text := app_role();
            gone integer;
        begin
            if not app_erasing() or place || '.' || found_by <> all (array[
                'person_search.person_id', 'award.person_id', 'work_member.person_id', 'language_skill.person_id',
                'training.person_id', 'qualification.person_id', 'employment.person_id', 'person_version.person_id',
                'person_source.person_id', 'person_redirect.person_id', 'person_redirect.target_id',
                'person.person_id', 'shortlist_member.person_id', 'council_seat.person_id', 'consent.person_id',
                'award.source_record_id', 'work_member.source_record_id', 'language_skill.source_record_id',
                'training.source_record_id', 'qualification.source_record_id', 'employment.source_record_id',
                'person_source.source_record_id', 'match_key.source_record_id', 'match_pair.a_record_id',
                'match_pair.b_record_id', 'judgement_record.source_record_id', 'record_return.source_record_id',
                'institution_report.source_record_id', 'source_record.source_record_id',
                'saved_search.saved_search_id']) then
                raise exception 'not to be erased: %.%', place, found_by using errcode = '42501';
            end if;
            -- What a council was that has been decided on is kept.
            perform set_config('app.role', 'operator', true);
            execute format('delete from %I where %I = any ($1)', place, found_by) || case when place = 'council_seat'
                then ' and council_id in (select c.council_id from council c where c.state = ''proposed'')' else '' end
                using numbers;
            get diagnostics gone = row_count;
            perform set_config('app.role', was, true);
            return gone;
        end
    $$;
comment on function erase_rows(text, text, bigint[]) is 'Deletes rows of a person, in the transaction of an erasure';

create function erase_values(place text, found_by text, number bigint, changes jsonb) returns integer
    language plpgsql security definer set search_path = public, pg_temp
    as $$
        declare
            was text := app_role();
            changed integer := 0;
            part text;
        begin
            for part in select jsonb_object_keys(changes) loop
                if not app_erasing() or place || '.' || found_by || '.' || part <> all (array[
                    'submission.submission_id.understanding', 'submission.submission_id.file_name',
                    'submission_event.event_id.reason', 'judgement.judgement_id.reason',
                    'judgement_retraction.judgement_id.reason', 'erasure.erasure_id.reason',
                    'erasure_release.erasure_id.reason', 'source_record.source_record_id.raw_cipher',
                    'rights_request.request_id.requester', 'rights_request.request_id.contact',
                    'rights_request.request_id.body', 'rights_request.request_id.person_id',
                    'rights_request_step.request_id.body', 'council.applicant_id.applicant_id',
                    'account.person_id.person_id', 'council_seat.person_id.reasons', 'council_seat.person_id.note'
                    ]) then
                    raise exception 'not to be emptied: %.%', place, part using errcode = '42501';
                end if;
                perform set_config('app.role', 'operator', true);
                execute format('update %1$I set %2$I = (jsonb_populate_record(null::%1$I, $1)).%2$I where %3$I = $2',
                    place, part, found_by) using changes, number;
                get diagnostics changed = row_count;
                perform set_config('app.role', was, true);
            end loop;
            return changed;
        end
    $$;
comment on function erase_values(text, text, bigint, jsonb) is
    'Puts other values into rows that stay, in the transaction of an erasure';

create function erase_problems(submission bigint, numbers integer[]) returns integer
    language plpgsql security definer set search_path = public, pg_temp
    as $$
        declare
            was text := app_role();
            gone integer;
        begin
            if not app_erasing() then
                raise exception 'no erasure is carried out' using errcode = '42501';
            end if;
            perform set_config('app.role', 'operator', true);
            delete from submission_problem p
                where p.submission_id = submission and p.problem_no = any (numbers);
            get diagnostics gone = row_count;
            perform set_config('app.role', was, true);
            return gone;
        end
    $$;
comment on function erase_problems(bigint, integer[]) is
    'Deletes problems that tell of a person, in the transaction of an erasure';

create function erase_file(before text, after text) returns integer
    language plpgsql security definer set search_path = public, pg_temp
    as $$
        declare
            was text := app_role();
            moved integer;
        begin
            if not app_erasing() then
                raise exception 'no erasure is carried out' using errcode = '42501';
            end if;
            perform set_config('app.role', 'operator', true);
            update submission set file_sha256 = after where file_sha256 = before;
            get diagnostics moved = row_count;
            delete from submission_file where sha256 = before;
            perform set_config('app.role', was, true);
            return moved;
        end
    $$;
comment on function erase_file(text, text) is
    'Puts a kept original that was made anew in the place of the one before, in the transaction of an erasure';

create function erase_events(numbers bigint[]) returns bigint[]
    language plpgsql security definer set search_path = public, pg_temp
    as $$
        declare
            was text := app_role();
            gone bigint[];
            before bigint[];
        begin
            if not app_erasing() then
                raise exception 'no erasure is carried out' using errcode = '42501';
            end if;
            perform set_config('app.role', 'operator', true);
            -- What a row that goes told of earlier erasings is told again, or those would look like tampering.
            before := array(
                select one::bigint from audit_event e, jsonb_array_elements_text(
                    case jsonb_typeof(e.details -> 'events') when 'array' then e.details -> 'events' else '[]' end) as one
                where e.audit_id = any (numbers) and e.action = 'audit.erased' and e.object_kind = 'audit'
                    and one ~ '^[0-9]{1,18}$');
            with erased as (
                update audit_event e set login = '', object_id = '', purpose = null, details = '{}', salt = null
                where e.audit_id = any (numbers) and e.salt is not null
                returning e.audit_id)
            select coalesce(array_agg(audit_id), '{}') into gone from erased;
            perform set_config('app.role', was, true);
            return array(select distinct unnest(gone || before) order by 1);
        end
    $$;
comment on function erase_events(bigint[]) is
    'Erases the content of rows of the log; whoever calls it logs the numbers it gives (audit.erased), or the chain is broken';

-- It reads as the operator: whoever takes people out has to know of whom there is no consent, and nothing else of it.
create function app_withheld(numbers bigint[]) returns table (number bigint, what_for text, why text)
    language plpgsql security definer set search_path = public, pg_temp
    as $$
        #variable_conflict use_column
        declare
            was text := app_role();
        begin
            if not exists (select from data_set d where d.basis = 'consent') then
                return;
            end if;
            perform set_config('app.role', 'operator', true);
            return query
                with asked as materialized (select distinct n.person from unnest(numbers) n (person)),
                listed as materialized (
                    select distinct a.person, s.agency_id, s.form
                    from asked a
                    join person_source ps on ps.person_id = a.person
                    join source_record r on r.source_record_id = ps.source_record_id
                    join submission s on s.submission_id = r.submission_id),
                -- As privacy.data_sets.effective: body and form, body, form, everybody; of those the newest.
                lines as materialized (
                    select k.agency_id, k.form, d.basis, d.purpose, d.sensitive
                    from (select distinct l.agency_id, l.form from listed l) k
                    cross join lateral (
                        select e.basis, e.purpose, e.sensitive from data_set e
                        where (e.agency_id = k.agency_id or e.agency_id is null) and (e.form = k.form or e.form is null)
                        order by e.agency_id is null, e.form is null, e.data_set_id desc limit 1) d),
                needed as (
                    select distinct l.person, n.purpose, n.sensitive from listed l
                    join lines n on n.agency_id = l.agency_id and n.form = l.form
                    where n.basis = 'consent'),
                -- As privacy.consent.standing: of each number the last word, and of these a withdrawal first.
                words as (
                    select distinct on (a.person, c.person_id, c.purpose) a.person, c.purpose, c.act, c.day,
                        c.consent_id, t.sensitive
                    from consent c
                    join consent_text t on t.text_id = c.text_id
                    left join person_redirect m on m.person_id = c.person_id
                    join asked a on a.person = coalesce(m.target_id, c.person_id)
                    order by a.person, c.person_id, c.purpose, c.day desc, c.act = 'withdrawn' desc,
                        c.consent_id desc),
                said as (
                    select distinct on (w.person, w.purpose) w.* from words w
                    order by w.person, w.purpose, w.act = 'withdrawn' desc, w.day desc, w.consent_id desc)
                select distinct n.person, n.purpose, case
                    when c.act is null then 'none' when c.act = 'withdrawn' then 'withdrawn' else 'untold' end
                from needed n
                left join said c on c.person = n.person and c.purpose = n.purpose
                where c.act is distinct from 'given' or not n.sensitive <@ c.sensitive;
            perform set_config('app.role', was, true);
        end
    $$;
comment on function app_withheld(bigint[]) is
    'Who of these stands in lists that rest on consent without having given it: what for, and whether none, withdrawn or untold (that data are sensitive)';

-- The service leaves them out; if one day it should not, nothing leaves.
create function taken_with_consent() returns trigger language plpgsql security definer
    set search_path = public, pg_temp
    as $$
        declare
            was text := app_role();
            logged text;
        begin
            -- A body takes back what it handed in itself.
            if was = 'agency' or not exists (select from data_set d where d.basis = 'consent') then
                return new;
            end if;
            -- As whom a row of the log may be read.
            perform set_config('app.role', 'steward', true);
            select e.action into logged from audit_event e where e.audit_id = new.audit_id;
            perform set_config('app.role', was, true);
            if logged in ('people.export', 'network.export') and exists (select from app_withheld(array(
                    select generate_series(lower(r), upper(r) - 1) from unnest(new.persons) r))) then
                raise exception 'people who have not consented were to be taken out' using errcode = '42501';
            end if;
            return new;
        end
    $$;
comment on function taken_with_consent() is 'Refuses an export with people whose lists rest on a consent that they have not given';
create trigger taken_out_with_consent before insert on taken_out for each row execute function taken_with_consent();

-- Before a file that lies there already is passed over: whoever has the bytes of it has it.
create function paper_handed_in() returns trigger language plpgsql security definer set search_path = public, pg_temp
    as $$
        begin
            if app_role() = 'agency' then
                insert into paper_upload (sha256, account_id) values (sha256(new.content), app_account());
            end if;
            return new;
        end
    $$;
comment on function paper_handed_in() is 'Records who handed a file in';
create trigger paper_file_handed_in before insert on paper_file for each row execute function paper_handed_in();

-- A grant is decided before it is paid, by whoever writes the row.
create function payment_decided() returns trigger language plpgsql security definer set search_path = public, pg_temp
    as $$
        begin
            if new.kind = 'paid' and not exists (select from programme_case c
                join case_event e on e.case_id = c.case_id and e.day <= new.paid_on
                join instrument_step s on s.plan_code = c.plan_code and s.instrument = c.instrument and s.step = e.step
                where c.case_id = new.case_id and 'grant' = any (s.effects)) then
                raise exception 'nothing was granted in case % by %', new.case_id, new.paid_on
                    using errcode = 'check_violation', constraint = 'payment_decided';
            end if;
            return new;
        end
    $$;
comment on function payment_decided() is 'Refuses a payment of a case in which no step with a grant was taken by that day';
create trigger payment_decided before insert on payment for each row execute function payment_decided();

alter table agency enable row level security;
alter table agency force row level security;
create policy agency_read on agency for select using (true);
create policy agency_write on agency for all using ((select app_administers()))
    with check ((select app_administers()));

alter table code enable row level security;
alter table code force row level security;
create policy code_read on code for select using (true);
create policy code_write on code for all using ((select app_administers())) with check ((select app_administers()));

alter table commune enable row level security;
alter table commune force row level security;
create policy commune_read on commune for select using (true);
create policy commune_write on commune for all using ((select app_administers()))
    with check ((select app_administers()));

alter table commune_predecessor enable row level security;
alter table commune_predecessor force row level security;
create policy commune_predecessor_read on commune_predecessor for select using (true);
create policy commune_predecessor_write on commune_predecessor for all using ((select app_administers()))
    with check ((select app_administers()));

alter table plan enable row level security;
alter table plan force row level security;
create policy plan_read on plan for select using (true);
create policy plan_write on plan for all using ((select app_administers())) with check ((select app_administers()));

alter table indicator enable row level security;
alter table indicator force row level security;
create policy indicator_read on indicator for select using (true);
create policy indicator_write on indicator for all using ((select app_administers()))
    with check ((select app_administers()));

alter table indicator_target enable row level security;
alter table indicator_target force row level security;
create policy indicator_target_read on indicator_target for select using (true);
create policy indicator_target_write on indicator_target for all using ((select app_administers()))
    with check ((select app_administers()));

alter table instrument enable row level security;
alter table instrument force row level security;
create policy instrument_read on instrument for select using (true);
create policy instrument_write on instrument for all using ((select app_administers()))
    with check ((select app_administers()));

alter table instrument_step enable row level security;
alter table instrument_step force row level security;
create policy instrument_step_read on instrument_step for select using (true);
create policy instrument_step_write on instrument_step for all using ((select app_administers()))
    with check ((select app_administers()));

alter table plan_choice enable row level security;
alter table plan_choice force row level security;
create policy plan_choice_read on plan_choice for select using (true);
create policy plan_choice_insert on plan_choice for insert
    with check ((select app_administers()) and account_id is not distinct from (select app_account()));

alter table index_state enable row level security;
alter table index_state force row level security;
create policy index_state_read on index_state for select using (true);
create policy index_state_write on index_state for all using ((select app_role()) in ('operator', 'indexer'))
    with check ((select app_role()) in ('operator', 'indexer'));

alter table account enable row level security;
alter table account force row level security;
create policy account_read on account for select
    using ((select app_role()) = 'gate' or (select app_administers()) or account_id = (select app_account()));
create policy account_owner on account for select to talentdb_owner using (true);
create policy account_gate on account for update using ((select app_role()) = 'gate')
    with check ((select app_role()) = 'gate');
create policy account_own on account for update using (account_id = (select app_account()))
    with check (account_id = (select app_account()) and role = (select app_role())
        and agency_id is not distinct from nullif(current_setting('app.agency', true), '')::integer
        and person_id is not distinct from app_own_number());
create policy account_write on account for all using ((select app_administers()))
    with check ((select app_administers()));

alter table session enable row level security;
alter table session force row level security;
create policy session_read on session for select
    using ((select app_role()) = 'gate' or (select app_administers()) or account_id = (select app_account()));
-- Nobody opens a session but the gate, after it has seen the password: who keeps accounts may end sessions, not be others.
create policy session_insert on session for insert with check ((select app_role()) in ('gate', 'operator'));
create policy session_end on session for update
    using ((select app_role()) = 'gate' or (select app_administers()) or account_id = (select app_account()))
    with check ((select app_role()) = 'gate' or (select app_administers()) or account_id = (select app_account()));

-- Whoever keeps accounts may take a lost phone off another's account, never off their own, and reads no secret but that
-- it is there.
alter table second_factor enable row level security;
alter table second_factor force row level security;
create policy second_factor_gate on second_factor for all using ((select app_role()) = 'gate')
    with check ((select app_role()) = 'gate');
create policy second_factor_rekey on second_factor for update to talentdb_owner
    using ((select app_role()) = 'operator') with check ((select app_role()) = 'operator');
create policy second_factor_seen on second_factor for select
    using ((select app_administers()) or account_id = (select app_account()));
create policy second_factor_reset on second_factor for delete
    using ((select app_administers()) and account_id is distinct from (select app_account()));

alter table recovery_code enable row level security;
alter table recovery_code force row level security;
create policy recovery_code_gate on recovery_code for all using ((select app_role()) = 'gate')
    with check ((select app_role()) = 'gate');
create policy recovery_code_seen on recovery_code for select
    using ((select app_administers()) or account_id = (select app_account()));
create policy recovery_code_reset on recovery_code for delete
    using ((select app_administers()) and account_id is distinct from (select app_account()));

alter table password_history enable row level security;
alter table password_history force row level security;
create policy password_history_all on password_history for all
    using ((select app_role()) = 'gate' or (select app_administers()) or account_id = (select app_account()))
    with check ((select app_role()) = 'gate' or (select app_administers()) or account_id = (select app_account()));

alter table audit_event enable row level security;
alter table audit_event force row level security;
create policy audit_event_person on audit_event for select to talentdb_owner
    using ((select app_role()) = 'steward' and (object_kind = 'person' or details ? 'taken_sha256'));
create policy audit_event_own on audit_event for select to talentdb_owner
    using (written_in = (select pg_current_xact_id_if_assigned()::text::bigint));
create policy audit_event_erase on audit_event for update to talentdb_owner
    using ((select app_role()) in ('operator', 'administrator')) with check (salt is null);

alter table taken_out enable row level security;
alter table taken_out force row level security;
create policy taken_out_insert on taken_out for insert
    with check (audit_id = app_last_audit() and (select app_role()) <> 'none');
create policy taken_out_read on taken_out for select to talentdb_owner
    using ((select app_role()) in ('operator', 'steward', 'administrator', 'auditor'));

alter table audit_link enable row level security;
alter table audit_link force row level security;
create policy audit_link_read on audit_link for select
    using ((select app_role()) in ('operator', 'administrator', 'auditor'));
create policy audit_link_chain on audit_link for insert to talentdb_owner with check (true);
create policy audit_link_chained on audit_link for select to talentdb_owner using (true);

alter table blind_index_key enable row level security;
alter table blind_index_key force row level security;
create policy blind_index_key_read on blind_index_key for select using (true);
create policy blind_index_key_rekey on blind_index_key for update to talentdb_owner
    using ((select app_role()) = 'operator') with check ((select app_role()) = 'operator');
create policy audit_event_read on audit_event for select
    using ((select app_role()) in ('operator', 'administrator', 'auditor'));
create policy audit_event_write on audit_event for insert
    with check (role = (select app_role()) and role <> 'none' and account_id is not distinct from (select app_account()));

alter table submission enable row level security;
alter table submission force row level security;
create policy submission_read on submission for select
    using (((select app_reads_intake()) and state <> 'draft') or (select app_role()) in ('operator', 'auditor')
        or agency_id = any ((select app_agencies())::integer[]));
create policy submission_counted on submission for select to talentdb_owner
    using (((select app_role()) = 'leader' or agency_id = (select app_office())) and state = 'approved');
create policy submission_open on submission for select to talentdb_owner using ((select app_oversees()));
-- A draft is the agency's own business: stewards neither see nor decide it.
create policy submission_staff_insert on submission for insert with check ((select app_decides()));
create policy submission_staff_update on submission for update
    using ((select app_role()) = 'operator' or (select app_decides()) and state <> 'draft')
    with check ((select app_decides()));
create policy submission_insert on submission for insert
    with check (agency_id = any ((select app_agencies())::integer[]) and state in ('draft', 'submitted'));
create policy submission_update on submission for update
    using (agency_id = any ((select app_agencies())::integer[]) and state in ('draft', 'submitted'))
    with check (agency_id = any ((select app_agencies())::integer[]) and state in ('draft', 'submitted', 'withdrawn'));

alter table submission_file enable row level security;
alter table submission_file force row level security;
create policy submission_file_rekey on submission_file for update to talentdb_owner
    using ((select app_role()) = 'operator') with check ((select app_role()) = 'operator');
create policy submission_file_read on submission_file for select
    using ((select app_role()) = 'operator' or ((select app_role()) <> 'auditor'
        and exists (select from submission s where s.file_sha256 = submission_file.sha256)));
create policy submission_file_insert on submission_file for insert
    with check ((select app_decides()) or (select app_role()) = 'agency');

alter table submission_event enable row level security;
alter table submission_event force row level security;
create policy submission_event_read on submission_event for select
    using (exists (select from submission s where s.submission_id = submission_event.submission_id));
-- How a body stands with its duties is told to leaders by app_handed_in alone, which reads with the rights of the owner.
create policy submission_event_counted on submission_event for select to talentdb_owner
    using ((select app_role()) = 'leader' or (select app_office()) is not null);
create policy submission_event_insert on submission_event for insert
    with check (((select app_decides()) or (select app_role()) = 'agency' and kind in ('received', 'submitted', 'withdrawn'))
        and exists (select from submission s where s.submission_id = submission_event.submission_id)
        and account_id is not distinct from (select app_account()));

alter table source_record enable row level security;
alter table source_record force row level security;
create policy source_record_rekey on source_record for update to talentdb_owner
    using ((select app_role()) = 'operator') with check ((select app_role()) = 'operator');
create policy source_record_read on source_record for select
    -- As a question about one row: of a list of all submissions the planner takes the reading for each row it looks up,
    -- and reads through the whole table instead.
    using ((select app_reads_intake())
            and exists (select from submission s where s.submission_id = source_record.submission_id)
        or agency_id = any ((select app_agencies())::integer[]));
create policy source_record_counted on source_record for select to talentdb_owner
    using ((select app_role()) = 'leader' or agency_id = (select app_office()));
create policy source_record_open on source_record for select to talentdb_owner using ((select app_oversees()));
create policy source_record_insert on source_record for insert
    with check ((select app_decides()) or agency_id = any ((select app_agencies())::integer[]));

alter table submission_problem enable row level security;
alter table submission_problem force row level security;
create policy submission_problem_read on submission_problem for select
    using ((select app_role()) <> 'auditor'
        and exists (select from submission s where s.submission_id = submission_problem.submission_id));
create policy submission_problem_insert on submission_problem for insert
    with check (((select app_decides()) or (select app_role()) = 'agency')
        and exists (select from submission s where s.submission_id = submission_problem.submission_id));

alter table record_return enable row level security;
alter table record_return force row level security;
create policy record_return_read on record_return for select
    using ((select app_decides()) or exists (select from source_record r
        where r.source_record_id = record_return.source_record_id));
create policy record_return_insert on record_return for insert with check ((select app_decides()));

alter table column_mapping enable row level security;
alter table column_mapping force row level security;
create policy column_mapping_all on column_mapping for all
    using ((select app_decides()) or agency_id = any ((select app_agencies())::integer[]))
    with check ((select app_decides()) or agency_id = any ((select app_agencies())::integer[]));

alter table judgement enable row level security;
alter table judgement force row level security;
create policy judgement_read on judgement for select using ((select app_decides()) or (select app_role()) = 'auditor');
create policy judgement_open on judgement for select to talentdb_owner using ((select app_oversees()));
create policy judgement_insert on judgement for insert
    with check ((select app_decides()) and account_id is not distinct from (select app_account()));

alter table judgement_retraction enable row level security;
alter table judgement_retraction force row level security;
create policy judgement_retraction_read on judgement_retraction for select using ((select app_decides()) or (select app_role()) = 'auditor');
create policy judgement_retraction_open on judgement_retraction for select to talentdb_owner using ((select app_oversees()));
create policy judgement_retraction_insert on judgement_retraction for insert
    with check ((select app_decides()) and account_id is not distinct from (select app_account()));

alter table judgement_record enable row level security;
alter table judgement_record force row level security;
create policy judgement_record_read on judgement_record for select using ((select app_decides()));
create policy judgement_record_open on judgement_record for select to talentdb_owner using ((select app_oversees()));
create policy judgement_record_insert on judgement_record for insert with check ((select app_decides()));

alter table match_key enable row level security;
alter table match_key force row level security;
create policy match_key_all on match_key for all using ((select app_decides())) with check ((select app_decides()));

alter table match_pair enable row level security;
alter table match_pair force row level security;
create policy match_pair_all on match_pair for all using ((select app_decides())) with check ((select app_decides()));
create policy match_pair_open on match_pair for select to talentdb_owner using ((select app_oversees()));

alter table match_run enable row level security;
alter table match_run force row level security;
create policy match_run_all on match_run for all using ((select app_decides())) with check ((select app_decides()));

alter table person enable row level security;
alter table person force row level security;
create policy person_read on person for select using ((select app_reads_registry()));
create policy person_write on person for all using ((select app_decides())) with check ((select app_decides()));

alter table person_redirect enable row level security;
alter table person_redirect force row level security;
create policy person_redirect_read on person_redirect for select using ((select app_reads_registry()));
create policy person_redirect_owner on person_redirect for select to talentdb_owner using (true);
create policy person_redirect_write on person_redirect for all using ((select app_decides()))
    with check ((select app_decides()));

alter table person_version enable row level security;
alter table person_version force row level security;
create policy person_version_read on person_version for select using ((select app_reads_registry()));
create policy person_version_write on person_version for all using ((select app_decides()))
    with check ((select app_decides()));
-- Merged values of persons are no agency's own; what its figures are counted from is, through own_fact alone: that view
-- reads with the rights of the owner, for whom only this policy is.
create policy person_version_counted on person_version for select to talentdb_owner
    using (agency_id = any ((select app_agencies())::integer[]));

-- Not forced: under a policy the server may not use an index for "@@", which is not leakproof. So the owner's view
-- searched_person asks for the role itself and then reads past the policy; everybody else is held by it.
alter table person_search enable row level security;
create policy person_search_read on person_search for select using ((select app_reads_registry()));
create policy person_search_write on person_search for all using ((select app_decides()))
    with check ((select app_decides()));

-- What hangs on a source record is seen by who sees the record: agencies get their own rows, and only those.
alter table person_source enable row level security;
alter table person_source force row level security;
create policy person_source_read on person_source for select
    using ((select app_reads_registry()) or ((select app_role()) = 'agency' and exists
        (select from source_record r where r.source_record_id = person_source.source_record_id)));
create policy person_source_counted on person_source for select to talentdb_owner
    using ((select app_office()) is not null);
create policy person_source_write on person_source for all using ((select app_decides()))
    with check ((select app_decides()));

alter table employment enable row level security;
alter table employment force row level security;
create policy employment_read on employment for select
    using ((select app_reads_registry()) or ((select app_role()) = 'agency' and exists
        (select from source_record r where r.source_record_id = employment.source_record_id)));
create policy employment_write on employment for all using ((select app_decides()))
    with check ((select app_decides()));

alter table qualification enable row level security;
alter table qualification force row level security;
create policy qualification_read on qualification for select
    using ((select app_reads_registry()) or ((select app_role()) = 'agency' and exists
        (select from source_record r where r.source_record_id = qualification.source_record_id)));
create policy qualification_write on qualification for all using ((select app_decides()))
    with check ((select app_decides()));

alter table training enable row level security;
alter table training force row level security;
create policy training_read on training for select
    using ((select app_reads_registry()) or ((select app_role()) = 'agency' and exists
        (select from source_record r where r.source_record_id = training.source_record_id)));
create policy training_write on training for all using ((select app_decides())) with check ((select app_decides()));

alter table language_skill enable row level security;
alter table language_skill force row level security;
create policy language_skill_read on language_skill for select
    using ((select app_reads_registry()) or ((select app_role()) = 'agency' and exists
        (select from source_record r where r.source_record_id = language_skill.source_record_id)));
create policy language_skill_write on language_skill for all using ((select app_decides()))
    with check ((select app_decides()));

alter table work_member enable row level security;
alter table work_member force row level security;
create policy work_member_read on work_member for select
    using ((select app_reads_registry()) or ((select app_role()) = 'agency' and exists
        (select from source_record r where r.source_record_id = work_member.source_record_id)));
create policy work_member_write on work_member for all using ((select app_decides())) with check ((select app_decides()));

alter table award enable row level security;
alter table award force row level security;
create policy award_read on award for select
    using ((select app_reads_registry()) or ((select app_role()) = 'agency' and exists
        (select from source_record r where r.source_record_id = award.source_record_id)));
create policy award_write on award for all using ((select app_decides())) with check ((select app_decides()));

alter table institution_report enable row level security;
alter table institution_report force row level security;
create policy institution_report_read on institution_report for select
    using ((select app_reads_registry()) or agency_id = any ((select app_agencies())::integer[])
        or agency_id = (select app_office()));
create policy institution_report_write on institution_report for all using ((select app_decides()))
    with check ((select app_decides()));

alter table agency_target enable row level security;
alter table agency_target force row level security;
create policy agency_target_read on agency_target for select using (true);
create policy agency_target_insert on agency_target for insert with check ((select app_decides()) and account_id is not distinct from (select app_account()));

alter table snapshot enable row level security;
alter table snapshot force row level security;
-- An agency reads what its own report states only through that report; frozen figures are the province's.
create policy snapshot_read on snapshot for select using ((select app_oversees()));
create policy snapshot_insert on snapshot for insert
    with check ((select app_decides()) and app_is(account_id, login));

alter table snapshot_signature enable row level security;
alter table snapshot_signature force row level security;
create policy snapshot_signature_read on snapshot_signature for select using ((select app_oversees()));
create policy snapshot_signature_insert on snapshot_signature for insert
    with check ((select app_role()) in ('steward', 'leader') and app_is(account_id, login));

alter table report enable row level security;
alter table report force row level security;
create policy report_read on report for select
    using ((select app_oversees()) or agency_id = any ((select app_agencies())::integer[])
        or agency_id = (select app_office()));
create policy report_insert on report for insert
    with check (case when of_body then agency_id = (select app_agency())
        else (select app_decides()) or agency_id = (select app_office()) end);

alter table task_report enable row level security;
alter table task_report force row level security;
create policy task_report_read on task_report for select
    using ((select app_oversees()) or agency_id = any ((select app_agencies())::integer[])
        or agency_id = (select app_office()));
create policy task_report_insert on task_report for insert
    with check (app_is(account_id, login) and ((select app_decides())
        or agency_id = any ((select app_agencies())::integer[]) or agency_id = (select app_office())));

alter table difficulty enable row level security;
alter table difficulty force row level security;
create policy difficulty_read on difficulty for select
    using ((select app_oversees()) or agency_id = any ((select app_agencies())::integer[])
        or app_asked(difficulty_id));
create policy difficulty_insert on difficulty for insert
    with check (app_is(account_id, login) and ((select app_decides())
        or agency_id = any ((select app_agencies())::integer[])
        or (select app_role()) = 'home_affairs' and agency_id = (select app_office())));

alter table report_version enable row level security;
alter table report_version force row level security;
create policy report_version_read on report_version for select
    using (exists (select from report r where r.report_id = report_version.report_id));
-- Each writes what is theirs to do: a body its own report, not that of one below it; the department and whoever signs
-- that of the plan; who gets a report takes it or gives it back.
create policy report_version_insert on report_version for insert
    with check (app_is(account_id, login)
        and exists (select from report r where r.report_id = report_version.report_id
            and case when state in ('accepted', 'returned') then (select app_decides())
                when r.of_body then r.agency_id = (select app_agency())
                when state = 'signed' then (select app_role()) in ('steward', 'leader')
                    or r.agency_id = (select app_office())
                else (select app_decides()) or r.agency_id = (select app_office()) end));

alter table difficulty_step enable row level security;
alter table difficulty_step force row level security;
-- Asked of no other policy, which would ask this one: whose difficulty it is stands in a function of the owner.
create policy difficulty_step_read on difficulty_step for select
    using ((select app_oversees()) or agency_id = any ((select app_agencies())::integer[])
        or app_raised(difficulty_id));
-- What the functions above ask, they ask as the owner: without this policy they would ask each other for ever.
create policy difficulty_step_owner on difficulty_step for select to talentdb_owner using (true);
create policy difficulty_step_insert on difficulty_step for insert
    with check (app_is(account_id, login) and ((select app_decides())
        or act = 'answered' and app_asked_last(difficulty_id) and (agency_id = any ((select app_agencies())::integer[])
            or (select app_role()) = 'home_affairs' and agency_id = (select app_office()))));

alter table inspection enable row level security;
alter table inspection force row level security;
create policy inspection_read on inspection for select
    using ((select app_oversees()) or agency_id = any ((select app_agencies())::integer[]));
-- Whoever leads the instruments of a plan inspects for it.
create policy inspection_insert on inspection for insert
    with check (((select app_decides()) or (select app_role()) = 'home_affairs' and app_leads_plan(plan_code))
        and app_is(account_id, login));
create policy inspection_update on inspection for update
    using ((select app_decides()) or (select app_role()) = 'home_affairs' and app_leads_plan(plan_code));

alter table excellent_task enable row level security;
alter table excellent_task force row level security;
create policy excellent_task_read on excellent_task for select using ((select app_oversees()));
create policy excellent_task_insert on excellent_task for insert
    with check ((select app_decides()) and app_is(account_id, login));
create policy excellent_task_update on excellent_task for update using ((select app_decides()));

alter table need_list enable row level security;
alter table need_list force row level security;
create policy need_list_read on need_list for select using ((select app_reads_programmes()) or (select app_role()) = 'agency');
create policy need_list_insert on need_list for insert
    with check ((select app_runs_programmes()) and app_is(account_id, login) and approved_at = now());

alter table approved_need enable row level security;
alter table approved_need force row level security;
create policy approved_need_read on approved_need for select
    using ((select app_reads_programmes()) or agency_id = any ((select app_agencies())::integer[]));
-- What is approved is frozen: lines come with their list, in one transaction, and never afterwards.
create policy approved_need_insert on approved_need for insert
    with check ((select app_runs_programmes()) and exists (select from need_list l
        where l.need_list_id = approved_need.need_list_id and l.approved_at = now()));

alter table nomination enable row level security;
alter table nomination force row level security;
create policy nomination_rekey on nomination for update to talentdb_owner
    using ((select app_role()) = 'operator') with check ((select app_role()) = 'operator');
create policy nomination_read on nomination for select
    using ((select app_screens()) or account_id = (select app_account()) or agency_id = any ((select app_agencies())::integer[]));
create policy nomination_insert on nomination for insert
    with check (app_is(account_id, login) and ((select app_role()) in ('operator', 'home_affairs', 'steward')
        or (select app_role()) = 'nominator' and agency_id is not distinct from
            nullif(current_setting('app.agency', true), '')::integer
        or (select app_role()) = 'agency' and agency_id = any ((select app_agencies())::integer[])));

alter table nomination_step enable row level security;
alter table nomination_step force row level security;
create policy nomination_step_read on nomination_step for select
    using (exists (select from nomination n where n.nomination_id = nomination_step.nomination_id));
create policy nomination_step_insert on nomination_step for insert
    with check (app_is(account_id, login) and (act <> 'withdrawn' and (select app_screens())
        or act = 'withdrawn' and exists (select from nomination n where n.nomination_id = nomination_step.nomination_id
            and (n.account_id = (select app_account()) or (select app_role()) = 'operator'))));

-- Whoever nominates learns nothing of the registry: what screening found is read by who decides.
alter table nomination_screening enable row level security;
alter table nomination_screening force row level security;
create policy nomination_screening_read on nomination_screening for select using ((select app_screens()));
create policy nomination_screening_insert on nomination_screening for insert
    with check ((select app_screens()) and app_is(account_id, login));

alter table programme_case enable row level security;
alter table programme_case force row level security;
create policy programme_case_read on programme_case for select
    using ((select app_reads_programmes()) or agency_id = any ((select app_agencies())::integer[])
        or lead_agency_id = any ((select app_agencies())::integer[]) or app_judges(case_id));
create policy programme_case_owner on programme_case for select to talentdb_owner using (true);
create policy programme_case_insert on programme_case for insert
    with check (app_is(account_id, login) and (nomination_id is not null or not app_nominated(plan_code, instrument))
        and ((select app_role()) in ('operator', 'home_affairs', 'steward')
        or (agency_id = any ((select app_agencies())::integer[]) or lead_agency_id = any ((select app_agencies())::integer[]))
            and (lead_agency_id is null or app_leads(plan_code, instrument, lead_agency_id))
            and (person_id is null or exists (select from person_source ps where ps.person_id = programme_case.person_id))));
-- Somebody who was not in the registry yet is named once, and anew when nobody is left of that number; nothing else of
-- a case ever changes.
create policy programme_case_named on programme_case for update using (case when (select app_role()) in
        ('operator', 'home_affairs', 'steward') then person_id is null or not exists (select from person p
            where p.person_id = app_person_now(programme_case.person_id) and p.state = 'active')
        else person_id is null and agency_id = any ((select app_agencies())::integer[]) end)
    with check (person_id is not null and ((select app_role()) <> 'agency'
        or exists (select from person_source ps where ps.person_id = programme_case.person_id)));

alter table case_event enable row level security;
alter table case_event force row level security;
-- Facts may be money: members of a council read no event themselves, the program reads them without it.
create policy case_event_read on case_event for select
    using (exists (select from programme_case c where c.case_id = case_event.case_id)
        and (select app_role()) <> 'council_member');
create policy case_event_owner on case_event for select to talentdb_owner using (true);
create policy case_event_insert on case_event for insert
    with check (app_is(account_id, login) and app_acts(case_id, actor) and app_follows(case_id, number)
        and app_planned(case_id, number, step, stage, ended, actor) and made_at = now()
        and (number > 1 or app_explained(case_id, reason)));

alter table paper_file enable row level security;
alter table paper_file force row level security;
create policy paper_file_read on paper_file for select
    using (exists (select from case_paper p where p.sha256 = paper_file.sha256));
create policy paper_file_insert on paper_file for insert with check ((select app_role()) in
    ('operator', 'home_affairs', 'steward', 'finance', 'agency'));

alter table paper_upload enable row level security;
alter table paper_upload force row level security;
create policy paper_upload_owner on paper_upload for all to talentdb_owner using (true) with check (true);

alter table case_paper enable row level security;
alter table case_paper force row level security;
create policy case_paper_read on case_paper for select
    -- A council judges by what has to lie there by then: of money, and of what comes after, it reads nothing.
    using (exists (select from programme_case c where c.case_id = case_paper.case_id
        and ((select app_role()) <> 'council_member' or exists (select from instrument i
            where i.plan_code = c.plan_code and i.code = c.instrument and case_paper.kind = any (i.judged)))));
create policy case_paper_insert on case_paper for insert
    with check (app_is(account_id, login) and (select app_role()) in
            ('operator', 'home_affairs', 'steward', 'finance', 'agency')
        and exists (select from programme_case c where c.case_id = case_paper.case_id)
        and app_holds(sha256) and (replaces is null or app_lies_in(replaces, case_id, kind)));
create policy case_paper_owner on case_paper for select to talentdb_owner using (true);

alter table case_reviewer enable row level security;
alter table case_reviewer force row level security;
create policy case_reviewer_read on case_reviewer for select
    using ((select app_reads_programmes()) or reviewer_id = (select app_account()));
create policy case_reviewer_owner on case_reviewer for select to talentdb_owner using (true);
create policy case_reviewer_insert on case_reviewer for insert
    with check (app_is(account_id, login) and (select app_role()) in ('operator', 'home_affairs', 'steward')
        and app_may_judge(case_id, reviewer_id));

alter table case_score enable row level security;
alter table case_score force row level security;
-- A member sees the points of nobody else before the council is done: the mean is told to who runs the case.
create policy case_score_read on case_score for select
    using ((select app_reads_programmes()) or reviewer_id = (select app_account()));
create policy case_score_owner on case_score for select to talentdb_owner using (true);
create policy case_score_insert on case_score for insert
    with check (reviewer_id = (select app_account()) and app_is(reviewer_id, login) and app_judges(case_id));

alter table confirmed_term enable row level security;
alter table confirmed_term force row level security;
create policy confirmed_term_read on confirmed_term for select using (true);
create policy confirmed_term_insert on confirmed_term for insert
    with check (app_is(account_id, login) and (select app_role()) in ('operator', 'home_affairs', 'finance'));

alter table commitment enable row level security;
alter table commitment force row level security;
-- What is owed is money: members of a council judge without it.
create policy commitment_read on commitment for select
    using (exists (select from programme_case c where c.case_id = commitment.case_id) and (select app_role()) <> 'council_member');
create policy commitment_insert on commitment for insert
    with check (app_is(account_id, login) and exists (select from programme_case c where c.case_id = commitment.case_id)
        and (select app_role()) in ('operator', 'home_affairs', 'steward', 'leader', 'agency') and app_stepped(case_id, 'commit'));

alter table recognition enable row level security;
alter table recognition force row level security;
create policy recognition_read on recognition for select
    using (exists (select from programme_case c where c.case_id = recognition.case_id) and (select app_role()) <> 'council_member');
create policy recognition_insert on recognition for insert
    with check (exists (select from programme_case c where c.case_id = recognition.case_id)
        -- Its day is that of the step which made it.
        and exists (select from case_event e where e.case_id = recognition.case_id
            and e.number = recognition.number and e.day = recognition.day)
        and (select app_role()) in ('operator', 'home_affairs', 'steward', 'leader', 'agency') and app_stepped(case_id, case act when 'begun' then 'recognise' else 'derecognise' end));

alter table commitment_event enable row level security;
alter table commitment_event force row level security;
create policy commitment_event_read on commitment_event for select
    using (exists (select from commitment c where c.commitment_id = commitment_event.commitment_id));
create policy commitment_event_insert on commitment_event for insert
    with check (app_is(account_id, login)
        and (select app_role()) in ('operator', 'home_affairs', 'steward', 'finance', 'leader', 'agency')
        and exists (select from commitment c where c.commitment_id = commitment_event.commitment_id
            -- Money that was wrongly booked was put right in this transaction: what is owed follows it.
            and case when act = 'reckoned' then app_reckons(c.case_id, owed, explained)
                else app_stepped(c.case_id, case act when 'suspended' then 'suspend' when 'resumed' then 'resume'
                    when 'broken' then 'break' when 'released' then 'release' when 'fulfilled' then 'fulfil'
                    else act end) end));

alter table signal_dismissal enable row level security;
alter table signal_dismissal force row level security;
-- A signal is read off the registry: whoever reads no persons reads none.
create policy signal_dismissal_read on signal_dismissal for select
    using ((select app_reads_registry()) and (select app_reads_programmes()));
create policy signal_dismissal_insert on signal_dismissal for insert
    with check (app_is(account_id, login) and (select app_runs_programmes())
        and exists (select from commitment c where c.commitment_id = signal_dismissal.commitment_id));

alter table payment enable row level security;
alter table payment force row level security;
create policy payment_read on payment for select
    using (exists (select from programme_case c where c.case_id = payment.case_id) and (select app_role()) <> 'council_member');
create policy payment_insert on payment for insert
    with check (app_is(account_id, login) and (select app_role()) in ('operator', 'finance')
        and app_pays(case_id, kind, grant_code));

alter table budget_line enable row level security;
alter table budget_line force row level security;
create policy budget_line_read on budget_line for select using ((select app_reads_programmes()));
create policy budget_line_insert on budget_line for insert
    with check (app_is(account_id, login) and (select app_role()) in ('operator', 'finance'));

-- Lists are their owner's until they are shared; the operator of the home owns what has no account.
alter table saved_search enable row level security;
alter table saved_search force row level security;
create policy saved_search_own on saved_search for all
    using ((select app_reads_lists()) and account_id is not distinct from (select app_account()))
    with check ((select app_reads_lists()) and account_id is not distinct from (select app_account()));

alter table outside_expert enable row level security;
alter table outside_expert force row level security;
create policy outside_expert_read on outside_expert for select using ((select app_reads_lists()));
create policy outside_expert_insert on outside_expert for insert
    with check ((select app_builds_lists()) and account_id is not distinct from (select app_account()));
create policy outside_expert_update on outside_expert for update using ((select app_builds_lists()))
    with check ((select app_builds_lists()));

alter table shortlist enable row level security;
alter table shortlist force row level security;
create policy shortlist_read on shortlist for select
    using ((select app_reads_lists()) and (shared or (select app_role()) = 'operator'
        or account_id = (select app_account())));
create policy shortlist_insert on shortlist for insert
    with check ((select app_builds_lists()) and account_id is not distinct from (select app_account()));
create policy shortlist_update on shortlist for update
    using ((select app_builds_lists()) and (shared or (select app_role()) = 'operator'
        or account_id = (select app_account())))
    with check ((select app_builds_lists()));

alter table shortlist_member enable row level security;
alter table shortlist_member force row level security;
create policy shortlist_member_read on shortlist_member for select
    using (exists (select from shortlist l where l.shortlist_id = shortlist_member.shortlist_id));
create policy shortlist_member_write on shortlist_member for all
    using ((select app_builds_lists())
        and exists (select from shortlist l where l.shortlist_id = shortlist_member.shortlist_id))
    with check ((select app_builds_lists())
        and exists (select from shortlist l where l.shortlist_id = shortlist_member.shortlist_id));

alter table council enable row level security;
alter table council force row level security;
create policy council_read on council for select using ((select app_reads_lists()));
create policy council_insert on council for insert
    with check ((select app_builds_lists()) and account_id is not distinct from (select app_account()));
create policy council_update on council for update using ((select app_builds_lists()))
    with check ((select app_builds_lists()));

alter table council_seat enable row level security;
alter table council_seat force row level security;
create policy council_seat_read on council_seat for select using ((select app_reads_lists()));
create policy council_seat_write on council_seat for all using ((select app_builds_lists()))
    with check ((select app_builds_lists()));

alter table outbox enable row level security;
alter table outbox force row level security;
-- What waits tells readers whether the totals of the index are those of the registry; it holds numbers of persons only.
create policy outbox_read on outbox for select using ((select app_reads_registry()));
create policy outbox_all on outbox for all using ((select app_role()) in ('operator', 'steward', 'indexer'))
    with check ((select app_role()) in ('operator', 'steward', 'indexer'));

alter table rights_request enable row level security;
alter table rights_request force row level security;
create policy rights_request_read on rights_request for select
    using ((select app_role()) in ('operator', 'steward', 'auditor'));
create policy rights_request_insert on rights_request for insert
    with check ((select app_decides()) and app_is(account_id, login) and made_at = now()
        and received_on <= (now() at time zone 'Asia/Ho_Chi_Minh')::date
        and (person_id is null or exists (select from person p where p.person_id = rights_request.person_id)));
create policy rights_request_update on rights_request for update using ((select app_decides()))
    with check (exists (select from person p where p.person_id = rights_request.person_id));

alter table rights_request_step enable row level security;
alter table rights_request_step force row level security;
create policy rights_request_step_read on rights_request_step for select
    using ((select app_role()) in ('operator', 'steward', 'auditor'));
-- The step before is asked of a function of the owner: a policy that reads its own table would ask itself for ever.
create policy rights_request_step_insert on rights_request_step for insert
    with check ((select app_decides()) and app_is(account_id, login) and made_at = now()
        and step = app_steps_of_request(request_id) + 1);
create policy rights_request_step_owner on rights_request_step for select to talentdb_owner using (true);

alter table erasure enable row level security;
alter table erasure force row level security;
create policy erasure_read on erasure for select
    using ((select app_role()) in ('operator', 'steward', 'auditor', 'administrator'));
create policy erasure_owner on erasure for select to talentdb_owner using (true);
create policy erasure_insert on erasure for insert
    with check ((select app_decides()) and app_is(account_id, login) and made_at = now());

-- Who takes in a list has to know whether somebody on it was erased; the hashes tell nothing without the key.
alter table erasure_mark enable row level security;
alter table erasure_mark force row level security;
create policy erasure_mark_read on erasure_mark for select
    using ((select app_role()) in ('operator', 'steward', 'auditor', 'administrator', 'agency'));
create policy erasure_mark_insert on erasure_mark for insert with check ((select app_decides()) and app_erasing());

alter table erasure_release enable row level security;
alter table erasure_release force row level security;
create policy erasure_release_read on erasure_release for select
    using ((select app_role()) in ('operator', 'steward', 'auditor', 'administrator', 'agency'));
create policy erasure_release_insert on erasure_release for insert
    with check ((select app_decides()) and app_is(account_id, login) and made_at = now());

create policy source_record_erase on source_record for delete to talentdb_owner using ((select app_erasing()));
create policy source_record_redact on source_record for update to talentdb_owner
    using ((select app_erasing())) with check ((select app_erasing()));
create policy record_return_erase on record_return for delete to talentdb_owner using ((select app_erasing()));
create policy submission_problem_erase on submission_problem for delete to talentdb_owner
    using ((select app_erasing()));
create policy submission_file_erase on submission_file for delete to talentdb_owner using ((select app_erasing()));
create policy submission_redact on submission for update to talentdb_owner
    using ((select app_erasing())) with check ((select app_erasing()));
create policy submission_event_redact on submission_event for update to talentdb_owner
    using ((select app_erasing())) with check ((select app_erasing()));
create policy judgement_redact on judgement for update to talentdb_owner
    using ((select app_erasing())) with check ((select app_erasing()));
create policy judgement_retraction_redact on judgement_retraction for update to talentdb_owner
    using ((select app_erasing())) with check ((select app_erasing()));
create policy erasure_redact on erasure for update to talentdb_owner
    using ((select app_erasing())) with check ((select app_erasing()));
create policy erasure_release_redact on erasure_release for update to talentdb_owner
    using ((select app_erasing())) with check ((select app_erasing()));
create policy judgement_record_erase on judgement_record for delete to talentdb_owner
    using ((select app_erasing()));
create policy shortlist_member_erase on shortlist_member for all to talentdb_owner
    using ((select app_erasing())) with check ((select app_erasing()));
create policy saved_search_erase on saved_search for all to talentdb_owner
    using ((select app_erasing())) with check ((select app_erasing()));
create policy rights_request_redact on rights_request for update to talentdb_owner
    using ((select app_erasing())) with check ((select app_erasing()));
create policy rights_request_step_redact on rights_request_step for update to talentdb_owner
    using ((select app_erasing())) with check ((select app_erasing()));

alter table agreement enable row level security;
alter table agreement force row level security;
create policy agreement_read on agreement for select
    using ((select app_role()) in ('operator', 'steward', 'auditor'));
create policy agreement_insert on agreement for insert
    with check ((select app_decides()) and app_is(account_id, login) and made_at = now() and ended_on is null);
create policy agreement_end on agreement for update using ((select app_decides()) and ended_on is null)
    with check (ended_on is not null);
create policy agreement_owner on agreement for select to talentdb_owner using (true);

alter table handover enable row level security;
alter table handover force row level security;
create policy handover_read on handover for select
    using ((select app_role()) in ('operator', 'steward', 'auditor'));
create policy handover_insert on handover for insert
    with check ((select app_decides()) and app_is(account_id, login) and made_at = now()
        and app_in_force(agreement_id));

alter table data_set enable row level security;
alter table data_set force row level security;
-- Under which law lists are taken in is no secret: everybody who signs in may know it.
create policy data_set_read on data_set for select using (true);
create policy data_set_insert on data_set for insert
    with check ((select app_decides()) and app_is(account_id, login) and made_at = now()
        and paper_day <= (now() at time zone 'Asia/Ho_Chi_Minh')::date);

alter table consent_text enable row level security;
alter table consent_text force row level security;
-- What people are asked is no secret either.
create policy consent_text_read on consent_text for select using (true);
create policy consent_text_insert on consent_text for insert
    with check ((select app_decides()) and app_is(account_id, login) and made_at = now());

alter table consent enable row level security;
alter table consent force row level security;
create policy consent_read on consent for select
    using ((select app_role()) in ('operator', 'steward', 'auditor'));
create policy consent_insert on consent for insert
    with check ((select app_decides()) and app_is(account_id, login) and made_at = now()
        and day <= (now() at time zone 'Asia/Ho_Chi_Minh')::date
        and exists (select from person p where p.person_id = app_person_now(consent.person_id))
        and (act = 'given' or exists (select from rights_request q where q.request_id = consent.request_id
            and q.kind = 'withdraw' and app_person_now(q.person_id) = app_person_now(consent.person_id))));
create policy consent_erase on consent for delete to talentdb_owner using ((select app_erasing()));

alter table incident enable row level security;
alter table incident force row level security;
create policy incident_read on incident for select
    using ((select app_role()) in ('operator', 'steward', 'administrator', 'auditor'));
create policy incident_insert on incident for insert
    with check ((select app_role()) in ('operator', 'steward', 'administrator') and app_is(account_id, login)
        and made_at = now());

alter table incident_step enable row level security;
alter table incident_step force row level security;
create policy incident_step_read on incident_step for select
    using ((select app_role()) in ('operator', 'steward', 'administrator', 'auditor'));
create policy incident_step_insert on incident_step for insert
    with check ((select app_role()) in ('operator', 'steward', 'administrator') and app_is(account_id, login)
        and made_at = now() and step = app_steps_of_incident(incident_id) + 1);
create policy incident_step_owner on incident_step for select to talentdb_owner using (true);

-- ------------------------------------------------------------------------------------------------------- views

-- Conditions of plan files ask of the days of courses by these. The plain words are put into the statement by the
-- planner; only who has days on both sides of the last one is looked at day by day, which workers do too.
create function some_day_within(days date[], first date, last date) returns boolean
    language plpgsql immutable parallel safe
    as $$ begin return exists (select from unnest(days) as day where day between first and last); end $$;
comment on function some_day_within(date[], date, date) is 'Whether one of the days lies within the time';

create function ended_within(days date[], first date, last date) returns boolean language sql immutable parallel safe
    as $$ select case
        when first <= any (days) and (not last < any (days) or some_day_within(days, first, last)) then true
        when first > date '0001-01-01' and date '0001-01-01' = any (days) then null
        else false end $$;
comment on function ended_within(date[], date, date) is
    'Whether a course ended within the time; unknown where one ended nobody knows when (0001-01-01)';

create function some_course_within(kinds text[], earliest date[], latest date[], wanted text, first date, last date)
    returns boolean language plpgsql immutable parallel safe
    as $$ begin
        return (select case when bool_or(begun >= first and done <= last) then true
            when bool_or(begun <= last and done >= first) then null else false end
            from unnest(kinds, earliest, latest) as course (kind, begun, done) where kind = wanted);
    end $$;
comment on function some_course_within(text[], date[], date[], text, date, date) is
    'As courses_ended_within, of somebody who has such courses';

create function courses_ended_within(kinds text[], earliest date[], latest date[], wanted text, first date, last date)
    returns boolean language sql immutable parallel safe
    as $$ select case when kinds is null then false
        else some_course_within(kinds, earliest, latest, wanted, first, last) end $$;
comment on function courses_ended_within(text[], date[], date[], text, date, date) is
    'Whether a course known by its month or year ended within the time: all of it lies within; unknown where a part does';

create view person_fact with (security_invoker = true) as
    select v.person_id, v.valid_from, v.valid_to, v.full_name, v.name_sort, v.sex, v.birth_date,
        v.birth_date_precision, v.birth_earliest, v.birth_latest, v.ethnicity_code, v.commune_code,
        v.agency_id, v.sector, v.is_public, v.employment_category, v.position_level, v.professional_title_code,
        v.qualification, v.academic_title, v.field_group, v.status, v.sti_posts, v.is_intellectual, v.trained_on, v.standard_on, v.political_on,
        v.course_kinds, v.course_earliest, v.course_latest, v.recruitment_date, v.recruitment_form, v.talent_groups,
        v.retires_on, v.planned_on,
        case when v.ethnicity_code is null then null else v.ethnicity_code <> '01' end as is_minority,
        cardinality(v.sti_posts) > 0 as has_sti_post,
        coalesce(v.status, 'working') = 'working' as is_working
    from person_version v;
comment on view person_fact is 'What the expressions of indicators may speak of: one row a version of a person';
comment on column person_fact.person_id is 'Who';
comment on column person_fact.valid_from is 'First day of the version';
comment on column person_fact.valid_to is 'Day of the next version';
comment on column person_fact.full_name is 'Name';
comment on column person_fact.name_sort is 'Key of the Vietnamese order';
comment on column person_fact.sex is 'male, female or unknown (empty)';
comment on column person_fact.birth_date is 'Birth date as far as known';
comment on column person_fact.birth_date_precision is 'day, month or year';
comment on column person_fact.birth_earliest is 'First day the birth can have been on';
comment on column person_fact.birth_latest is 'Last day the birth can have been on';
comment on column person_fact.ethnicity_code is 'Ethnic group';
comment on column person_fact.commune_code is 'Commune: a cut';
comment on column person_fact.agency_id is 'Main employer: a cut';
comment on column person_fact.sector is 'Sector of the main employer: a cut';
comment on column person_fact.is_public is 'Public sector';
comment on column person_fact.employment_category is 'Kind of employment';
comment on column person_fact.position_level is 'leader, manager or staff';
comment on column person_fact.professional_title_code is 'Code of the professional title';
comment on column person_fact.qualification is 'Highest degree';
comment on column person_fact.academic_title is 'Academic title';
comment on column person_fact.field_group is 'Field of science: a cut';
comment on column person_fact.status is 'working, retired, moved, left, deceased';
comment on column person_fact.sti_posts is 'Posts in science, technology and innovation';
comment on column person_fact.is_intellectual is 'Intellectual; empty when unknown';
comment on column person_fact.trained_on is 'Days on which training that counts ended; 0001-01-01: ended nobody knows when';
comment on column person_fact.standard_on is 'Days on which training for rank, title or job position ended; 0001-01-01: ended nobody knows when';
comment on column person_fact.political_on is 'Days on which training in political theory ended; 0001-01-01: ended nobody knows when';
comment on column person_fact.course_kinds is 'Of completed courses whose end is known by month or year: trained, standard or political; empty: none';
comment on column person_fact.course_earliest is 'First day on which each of them can have ended';
comment on column person_fact.course_latest is 'Last day on which each of them can have ended';
comment on column person_fact.recruitment_date is 'When the main employer recruited the person';
comment on column person_fact.recruitment_form is 'How: selection, reception, special, exam';
comment on column person_fact.talent_groups is 'Groups of talents';
comment on column person_fact.retires_on is 'Last day of work by the age of retirement; empty without birth date or sex';
comment on column person_fact.planned_on is 'Days on which planned training that counts is to end';
comment on column person_fact.is_minority is 'Ethnic group other than Kinh; empty when unknown';
comment on column person_fact.has_sti_post is 'Holds at least one such post';
comment on column person_fact.is_working is 'Status is working or not stated';

-- With the rights of its owner: an agency counts the merged facts of its people, and never reads them one by one.
create view own_fact as
    select v.person_id, v.valid_from, v.valid_to, v.sex, v.birth_date, v.birth_date_precision, v.birth_earliest,
        v.birth_latest, v.ethnicity_code, v.commune_code, v.agency_id, v.sector, v.is_public,
        v.employment_category, v.position_level, v.professional_title_code, v.qualification, v.academic_title,
        v.field_group, v.status, v.sti_posts,
        v.is_intellectual, v.trained_on, v.standard_on, v.political_on, v.course_kinds, v.course_earliest,
        v.course_latest, v.recruitment_date, v.recruitment_form, v.talent_groups, v.retires_on, v.planned_on,
        case when v.ethnicity_code is null then null else v.ethnicity_code <> '01' end as is_minority,
        cardinality(v.sti_posts) > 0 as has_sti_post,
        coalesce(v.status, 'working') = 'working' as is_working
    from person_version v
    where v.agency_id = any ((select app_agencies())::integer[]);
comment on view own_fact is 'person_fact of the people whose main employer is of this agency account, without names: for its own figures';
comment on column own_fact.person_id is 'Who';
comment on column own_fact.valid_from is 'First day of the version';
comment on column own_fact.valid_to is 'Day of the next version';
comment on column own_fact.sex is 'male, female or unknown (empty)';
comment on column own_fact.birth_date is 'Birth date as far as known';
comment on column own_fact.birth_date_precision is 'day, month or year';
comment on column own_fact.birth_earliest is 'First day the birth can have been on';
comment on column own_fact.birth_latest is 'Last day the birth can have been on';
comment on column own_fact.ethnicity_code is 'Ethnic group';
comment on column own_fact.commune_code is 'Commune: a cut';
comment on column own_fact.agency_id is 'Main employer: a cut';
comment on column own_fact.sector is 'Sector of the main employer: a cut';
comment on column own_fact.is_public is 'Public sector';
comment on column own_fact.employment_category is 'Kind of employment';
comment on column own_fact.position_level is 'leader, manager or staff';
comment on column own_fact.professional_title_code is 'Code of the professional title';
comment on column own_fact.qualification is 'Highest degree';
comment on column own_fact.academic_title is 'Academic title';
comment on column own_fact.field_group is 'Field of science: a cut';
comment on column own_fact.status is 'working, retired, moved, left, deceased';
comment on column own_fact.sti_posts is 'Posts in science, technology and innovation';
comment on column own_fact.is_intellectual is 'Intellectual; empty when unknown';
comment on column own_fact.trained_on is 'Days on which training that counts ended; 0001-01-01: ended nobody knows when';
comment on column own_fact.standard_on is 'Days on which training for rank, title or job position ended; 0001-01-01: ended nobody knows when';
comment on column own_fact.political_on is 'Days on which training in political theory ended; 0001-01-01: ended nobody knows when';
comment on column own_fact.course_kinds is 'Of completed courses whose end is known by month or year: trained, standard or political; empty: none';
comment on column own_fact.course_earliest is 'First day on which each of them can have ended';
comment on column own_fact.course_latest is 'Last day on which each of them can have ended';
comment on column own_fact.recruitment_date is 'When the main employer recruited the person';
comment on column own_fact.recruitment_form is 'How: selection, reception, special, exam';
comment on column own_fact.talent_groups is 'Groups of talents';
comment on column own_fact.retires_on is 'Last day of work by the age of retirement; empty without birth date or sex';
comment on column own_fact.planned_on is 'Days on which planned training that counts is to end';
comment on column own_fact.is_minority is 'Ethnic group other than Kinh; empty when unknown';
comment on column own_fact.has_sti_post is 'Holds at least one such post';
comment on column own_fact.is_working is 'Status is working or not stated';

-- With the rights of its owner, for whom alone the policies named *_open are: who sees figures learns which persons may
-- be one and whom waiting rows speak of, and reads neither the records nor the evidence.
create view open_pair as
    with asked as (
        select distinct least(a.person_id, b.person_id) as person_a, greatest(a.person_id, b.person_id) as person_b
        from match_pair p
            join person_source a on a.source_record_id = p.a_record_id
            join person_source b on b.source_record_id = p.b_record_id
        where p.decision = 'ask' and not p.preview and a.person_id <> b.person_id and (select app_oversees())
    ), spoken as (
        select distinct r.judgement_id, r.side, j.verdict, s.person_id
        from judgement j join judgement_record r on r.judgement_id = j.judgement_id
            join person_source s on s.source_record_id = r.source_record_id
        where s.person_id is not null and (select app_oversees())
            and not exists (select from judgement_retraction t where t.judgement_id = j.judgement_id)
    ), judged as (
        select distinct on (low, high) least(x.person_id, y.person_id) as low,
            greatest(x.person_id, y.person_id) as high, x.verdict
        from spoken x join spoken y on y.judgement_id = x.judgement_id and y.side > x.side
            and y.person_id <> x.person_id
        order by low, high, x.judgement_id desc
    )
    select a.person_a, a.person_b
    from asked a left join judged j on j.low = a.person_a and j.high = a.person_b
    where coalesce(j.verdict, 'unsure') = 'unsure';
comment on view open_pair is 'Persons that may be one and that nobody has decided about, for figures; pairs that contradicting ids keep apart are decided';
comment on column open_pair.person_a is 'The smaller number';
comment on column open_pair.person_b is 'The larger number';

create view waiting_row as
    select r.submission_id, s.as_of, r.employer_id as agency_id, f.person_id,
        r.form in ('people', 'trainings', 'overseas') as makes_known,
        r.form = 'people' and exists (
            select from person_version v
            where v.person_id = f.person_id and v.valid_to is null and r.employer_id = any (v.agency_ids)
                and coalesce(v.status, 'working') = coalesce(r."values" ->> 'status', 'working')
                and v."values" @> (r."values" - '{staff_code, full_name, family_name, middle_name, given_name,
                    other_name, phone, email, address, place_of_birth, native_place, agency_name, agency_code,
                    degree_title, training_country, training_mode, graduation_grade, languages, it_level, party_member,
                    annual_ratings, associations, student, doctoral_student, political_theory}'::text[])
                and (not r."values" ? 'research_fields'
                    or r."values" -> 'research_fields' = v."values" -> 'research_fields')
                and (not r."values" ? 'sti_posts' or r."values" -> 'sti_posts' = v."values" -> 'sti_posts')
                and (not r."values" ? 'talent_groups'
                    or r."values" -> 'talent_groups' = v."values" -> 'talent_groups')
        ) as says_the_same
    from submission s join source_record r on r.submission_id = s.submission_id
        left join lateral (
            select k.person_id from person_source k
                where k.source_record_id = r.corrects_record_id and k.person_id is not null
            union all
            select k.person_id from source_record o join person_source k on k.source_record_id = o.source_record_id
                where o.national_id_hmac = r.national_id_hmac and o.name_key = r.name_key and k.person_id is not null
            union all
            select k.person_id from match_pair p join person_source k on k.source_record_id = p.a_record_id
                where p.b_record_id = r.source_record_id and p.preview and p.decision = 'merge'
                    and k.person_id is not null
            union all
            select k.person_id from match_pair p join person_source k on k.source_record_id = p.b_record_id
                where p.a_record_id = r.source_record_id and p.preview and p.decision = 'merge'
                    and k.person_id is not null
            union all
            select k.person_id from source_record o join person_source k on k.source_record_id = o.source_record_id
                where o.name_key = r.name_key and o.birth_date = r.birth_date and o.employer_id = r.employer_id
                    and k.person_id is not null
            limit 1
        ) as f on true
    where s.state = 'submitted' and r.state = 'accepted' and r.name_key is not null and (select app_oversees());
comment on view waiting_row is 'Rows of submissions that wait for a decision, and whom they speak of, for figures';
comment on column waiting_row.submission_id is 'In which submission';
comment on column waiting_row.as_of is 'Day that the row describes';
comment on column waiting_row.agency_id is 'Employer by the row';
comment on column waiting_row.person_id is 'Whom it speaks of by correction, id and name, the matching, or name, day of birth and employer; empty: nobody known';
comment on column waiting_row.makes_known is 'Its form makes somebody known who is not yet';
comment on column waiting_row.says_the_same is 'It says nothing else of what figures are counted from than is known of that person';

-- With the rights of its owner, unlike the other views; the role is asked for once, before anything is read.
create view searched_person as
    select s.person_id, s.birth_date, s.standing, s.is_public, s.name_key, s.name_toned, s.sex, s.commune_code,
        s.agency_ids, s.sector, s.position_level, s.qualification, s.academic_title, s.research_fields,
        s.field_group, s.status, s.sti_posts, s.languages, s.words
    from person_search s
    where (select app_reads_registry());
comment on view searched_person is 'person_search for roles that see the whole province, found by the index of the words';
comment on column searched_person.person_id is 'Who';
comment on column searched_person.birth_date is 'Birth date as far as known';
comment on column searched_person.standing is 'Academic title and degree: who is taken first of many';
comment on column searched_person.is_public is 'Works in the public sector (main employer)';
comment on column searched_person.name_key is 'Folded name';
comment on column searched_person.name_toned is 'Lower-case name with tones';
comment on column searched_person.sex is 'male, female or unknown (empty)';
comment on column searched_person.commune_code is 'Commune';
comment on column searched_person.agency_ids is 'All employers';
comment on column searched_person.sector is 'Sector of the main employer';
comment on column searched_person.position_level is 'leader, manager or staff';
comment on column searched_person.qualification is 'Highest degree earned';
comment on column searched_person.academic_title is 'Academic title';
comment on column searched_person.research_fields is 'Codes of fields of science and technology';
comment on column searched_person.field_group is 'First digit of the first field';
comment on column searched_person.status is 'working, retired, moved, left, deceased';
comment on column searched_person.sti_posts is 'Posts in science, technology and innovation, stated or derived';
comment on column searched_person.languages is 'Codes of the languages';
comment on column searched_person.words is 'Folded words, neighbours as one (an_toan), words of names (_hang); of works too';

create view own_person with (security_invoker = true) as
    select distinct on (r.agency_id, ps.person_id)
        ps.person_id, r.source_record_id, r.submission_id, r.agency_id, r.employer_id, s.as_of, r."values",
        r."values" ->> 'full_name' as full_name, r.name_key, r.name_toned, r.sex, r.birth_date,
        r.birth_date_precision, r.search_key
    from source_record r
        join submission s on s.submission_id = r.submission_id and s.state = 'approved'
        join person_source ps on ps.source_record_id = r.source_record_id
    where r.form = 'people'
    order by r.agency_id, ps.person_id, s.as_of desc, r.source_record_id desc;
comment on view own_person is 'Newest approved row of each person by each agency: what an agency sees of its people';
comment on column own_person.person_id is 'Who';
comment on column own_person.source_record_id is 'By which row';
comment on column own_person.submission_id is 'In which submission';
comment on column own_person.agency_id is 'Who handed it in';
comment on column own_person.employer_id is 'Employer';
comment on column own_person.as_of is 'Day that the row describes';
comment on column own_person."values" is 'Values as that agency gave them';
comment on column own_person.full_name is 'Name';
comment on column own_person.name_key is 'Folded name';
comment on column own_person.name_toned is 'Lower-case name with tones';
comment on column own_person.sex is 'male or female';
comment on column own_person.birth_date is 'Birth date';
comment on column own_person.birth_date_precision is 'day, month or year';
comment on column own_person.search_key is 'Folded text';

-- With the rights of its owner: every reader of figures sees how good the lists of an agency are, in numbers alone.
create view agency_intake as
    select distinct on (agency_id) agency_id, as_of, n_records, n_errors + n_warnings as n_problems
    from submission
    where state = 'approved' and form = 'people' and (select app_oversees())
    order by agency_id, as_of desc, submission_id desc;
comment on view agency_intake is 'The newest approved list of people of each agency, in numbers';
comment on column agency_intake.agency_id is 'Who handed it in';
comment on column agency_intake.as_of is 'Day that the list describes';
comment on column agency_intake.n_records is 'Its rows';
comment on column agency_intake.n_problems is 'Errors and warnings found in it';

-- With the rights of its owner: places asked for name nobody; every reader of figures sees them beside who is there.
create view registered_need as
    select r.source_record_id, r.employer_id as agency_id, a.sector, s.as_of, r."values" ->> 'need_field' as need_field,
        (r."values" ->> 'need_year')::integer as need_year, (r."values" ->> 'need_count')::integer as need_count,
        r."values" ->> 'required_qualification' as required_qualification, r."values" ->> 'need_type' as need_type,
        r."values" ->> 'job_position' as job_position,
        r."values" ->> 'required_institutions' as required_institutions, r."values" ->> 'target_group' as target_group,
        r."values" ->> 'reason' as reason, (r."values" ->> 'quota')::integer as quota,
        (r."values" ->> 'full_time')::boolean as full_time
    from source_record r
        join submission s on s.submission_id = r.submission_id and s.state = 'approved'
        join agency a on a.agency_id = r.employer_id
    where r.form = 'needs' and r.state = 'accepted'
        and ((select app_oversees()) or r.agency_id = any ((select app_agencies())::integer[])) and not exists (
        select from record_return b join submission_event e on e.event_id = b.event_id and e.kind = 'approved'
        where b.source_record_id = r.source_record_id)
        and not exists (
            select from submission n where n.agency_id = s.agency_id and n.form = 'needs' and n.state = 'approved'
                and (n.as_of, n.submission_id) > (s.as_of, s.submission_id));
comment on view registered_need is 'Posts and training places asked for in the newest approved list of each agency';
comment on column registered_need.source_record_id is 'By which row';
comment on column registered_need.agency_id is 'Who asks';
comment on column registered_need.sector is 'Its sector';
comment on column registered_need.as_of is 'Day that the list describes';
comment on column registered_need.need_field is 'In which field, in its words';
comment on column registered_need.need_year is 'For which year';
comment on column registered_need.need_count is 'How many people';
comment on column registered_need.required_qualification is 'With which degree';
comment on column registered_need.need_type is 'position, second_degree, master, postgraduate or short_training';
comment on column registered_need.job_position is 'Post';
comment on column registered_need.required_institutions is 'Institutions it has to come from';
comment on column registered_need.target_group is 'For whom';
comment on column registered_need.reason is 'Why';
comment on column registered_need.quota is 'Posts that the body may still fill';
comment on column registered_need.full_time is 'Full time, or beside another post';

-- ------------------------------------------------------------------------------------------------------- grants

grant usage on schema public to talentdb_app;
-- Functions belong to everybody unless that is taken back.
revoke execute on all functions in schema public from public;
grant execute on all functions in schema public to talentdb_app;
grant select on schema_version, code, commune, commune_predecessor, agency, account, session, audit_event, audit_link,
    blind_index_key, second_factor, recovery_code, password_history, submission_file, submission, submission_event, source_record, record_return, submission_problem, column_mapping,
    judgement, judgement_record, judgement_retraction, match_key, match_pair, match_run, person, person_redirect,
    person_source, person_version, person_search, employment, qualification, training, language_skill, work_member,
    award, institution_report, plan, indicator, indicator_target, instrument, instrument_step, plan_choice, agency_target,
    snapshot, snapshot_signature, report, report_version, task_report, difficulty, difficulty_step, inspection,
    excellent_task, saved_search, outside_expert, shortlist, shortlist_member, council, council_seat, outbox, index_state, person_fact, own_fact, open_pair,
    waiting_row, searched_person, own_person, agency_intake, registered_need to talentdb_app;
grant insert, update on code, commune, commune_predecessor, agency, account, plan, indicator,
    indicator_target, instrument, instrument_step, index_state to talentdb_app;
grant delete on code, plan, indicator, indicator_target, instrument, instrument_step to talentdb_app;
grant insert, update (last_seen_at, revoked_at) on session to talentdb_app;
grant insert, update, delete on second_factor, recovery_code to talentdb_app;
grant insert, delete on password_history to talentdb_app;
-- Nothing that was handed in, decided or logged can be changed or deleted by the program.
grant usage on sequence decision_order to talentdb_app;
grant insert on audit_event, taken_out, submission_file, submission_event, source_record, record_return, submission_problem,
    judgement, judgement_record, judgement_retraction to talentdb_app;
grant insert on submission to talentdb_app;
grant update (state) on submission to talentdb_app;
grant insert, update on column_mapping to talentdb_app;
-- Derived rows may be emptied and rebuilt.
-- What plans ask for is kept step by step; only the remedy of an inspection and a withdrawal come later.
grant insert on plan_choice, agency_target, snapshot, snapshot_signature, report, report_version, task_report,
    difficulty, difficulty_step, inspection, excellent_task to talentdb_app;
grant update (remedied_on) on inspection to talentdb_app;
grant update (withdrawn) on excellent_task to talentdb_app;
-- What programmes did is kept as it happened.
grant select, insert on need_list, approved_need, nomination, nomination_step, nomination_screening, programme_case, case_event, paper_file,
    case_paper, case_reviewer, case_score, confirmed_term, commitment, recognition, commitment_event, signal_dismissal, payment, budget_line to talentdb_app;
grant update (person_id) on programme_case to talentdb_app;
grant insert, update, delete on match_key, match_pair, match_run, person, person_redirect, person_source,
    person_version, person_search, employment, qualification, training, language_skill, work_member, award,
    institution_report, outbox to talentdb_app;
-- What people ask and what went wrong is kept as it came; whose data it is may be found out later.
grant select, insert on rights_request, rights_request_step, incident, incident_step to talentdb_app;
grant update (person_id) on rights_request to talentdb_app;
grant select, insert on agreement, handover to talentdb_app;
grant update (ended_on) on agreement to talentdb_app;
grant select, insert on erasure, erasure_mark, erasure_release, data_set to talentdb_app;
grant select, insert on consent_text, consent to talentdb_app;
-- Lists are working papers: their members come and go, and each change is logged. Councils stay.
grant insert, update on saved_search, outside_expert, shortlist, shortlist_member, council, council_seat to talentdb_app;
grant delete on saved_search, shortlist_member to talentdb_app;
