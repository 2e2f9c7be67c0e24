/** Every limit of reading keys and signatures, each with its reason. */

const MEBIBYTE = 1024 * 1024;

/** Key rings of whole distributions come to some MB. */
export const MAX_KEY_FILE_BYTES = 16 * MEBIBYTE;
/** Each is looked at for a verdict. */
export const MAX_KEY_FILES = 20;
/** Of one key ring: distributions have some thousand. */
export const MAX_KEYS_IN_FILE = 10_000;
/** User ids and subkeys with all their signatures: keys that many people signed have some ten thousand. */
export const MAX_PACKETS_IN_FILE = 200_000;
/** What is shown of a key file; the rest is counted. */
export const MAX_SHOWN_KEYS = 100;
/** Of one .prov: a few people may sign one chart. */
export const MAX_SIGNATURES = 100;
/** What is shown of a user id, which may be as long as its packet. */
export const MAX_USER_ID_LENGTH = 400;
/** Of a chart's attachments: each is a request of its own. Those behind are listed by what the list says of them. */
export const MAX_LOOKED_AT_ATTACHMENTS = 50;
/** Media types are at most this long (RFC 6838). */
export const MAX_TYPE_LENGTH = 255;
