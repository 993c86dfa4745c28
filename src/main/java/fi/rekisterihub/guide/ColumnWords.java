package fi.rekisterihub.guide;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What people call the columns of a customer list in Finnish, Swedish and English, and which field is meant. */
final class ColumnWords {

    /** The source's own number for its customer. */
    static final String KEY = "key";
    /** A name in one column: a person's or a company's, as the rest of the columns tell. */
    static final String NAME = "name";

    private static final Map<String, String> FIELD_OF = new HashMap<>();

    static {
        words(
                KEY,
                "asiakasnumero asiakasnro asiakastunnus asiakasid asiakas_nro id tunnus tunniste jäsennumero henkilönumero");
        words(KEY, "customer_id customer_no customer_number contact_id person_id member_number record_id client_id");
        words(KEY, "kundnummer kundnr kund_id kundid medlemsnummer");
        words("familyName", "sukunimi sukunimet suku_nimi family_name last_name surname efternamn");
        words("givenName", "etunimi etunimet etu_nimi kutsumanimi first_name given_name forename förnamn tilltalsnamn");
        words("otherGivenNames", "muut_etunimet toinen_nimi middle_name other_given_names andra_förnamn mellannamn");
        words(NAME, "nimi koko_nimi kokonimi name full_name namn fullständigt_namn");
        words(
                NAME,
                "yritys yrityksen_nimi yritysnimi toiminimi organisaatio company company_name organisation organization");
        words(NAME, "företag företagsnamn företagets_namn bolag firma organisationens_namn");
        words("title", "titteli tehtävänimike nimike ammattinimike tehtävä title job_title position titel befattning");
        words("duty", "rooli asema vastuu role duty roll uppgift ställning");
        words("email", "sähköposti sähköpostiosoite sposti s-posti meili email e-mail email_address mail");
        words("email", "e-post epost e-postadress epostadress");
        words("phone", "puhelin puhelinnumero puh puh_nro puhelin_nro matkapuhelin gsm kännykkä matkapuhelinnumero");
        words(
                "phone",
                "phone phone_number telephone tel mobile mobile_phone cell telefon telefonnummer telefonnr mobil");
        words("phone", "mobiltelefon mobilnummer");
        words("street", "katuosoite osoite lähiosoite postiosoite katu jakeluosoite street street_address address");
        words("street", "address_line_1 address_1 gatuadress adress utdelningsadress näradress gata");
        words("postalCode", "postinumero postinro pnro posti_nro postal_code post_code zip zip_code postnummer postnr");
        words(
                "city",
                "postitoimipaikka kaupunki paikkakunta toimipaikka city town post_office ort stad postort postanstalt");
        words("country", "maa maakoodi country country_code land landskod");
        words("language", "kieli asiointikieli äidinkieli language språk modersmål");
        words("birthYear", "syntymävuosi birth_year year_of_birth födelseår");
        words("businessId", "y-tunnus ytunnus yritystunnus ly-tunnus organisaationumero business_id company_id");
        words("businessId", "fo-nummer företagsnummer organisationsnummer orgnr");
        words("auxiliaryName", "aputoiminimi rinnakkaistoiminimi auxiliary_name trade_name bifirma parallellfirma");
        words("companyForm", "yhtiömuoto yritysmuoto company_form legal_form bolagsform företagsform");
        words(
                "website",
                "www kotisivu kotisivut verkkosivu verkkosivut website web_site homepage url hemsida webbplats");
        words("industry", "toimiala päätoimiala industry line_of_business bransch näringsgren");
        words("industryCode", "toimialakoodi tol tol-koodi industry_code nace branschkod");
        words("turnoverClass", "liikevaihtoluokka turnover_class omsättningsklass");
        words("personnelClass", "henkilöstöluokka henkilömääräluokka personnel_class personalklass");
        words("status", "yrityksen_tila yritystila company_status");
    }

    private ColumnWords() {}

    private static void words(String field, String words) {
        for (String word : words.split(" ")) {
            FIELD_OF.put(bare(word), field);
        }
    }

    /** The field that a column of this name holds, as far as its name tells. */
    static Optional<String> fieldOf(String column) {
        return Optional.ofNullable(FIELD_OF.get(bare(column)));
    }

    /** Letters and digits only, small and without dots and rings: {@code Sähköposti-osoite} as {@code sahkopostiosoite}. */
    private static String bare(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]", "");
    }
}
