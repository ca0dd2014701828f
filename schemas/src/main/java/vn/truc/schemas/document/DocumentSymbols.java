package vn.truc.schemas.document;

import vn.truc.schemas.avro.DocumentType;

/**
 * The abbreviations of document types, as they stand in a document's number and symbol.
 *
 * @see <a href="https://vanban.chinhphu.vn/?pageid=27160&amp;docid=199378">Decree 30/2020/ND-CP, annex III</a>
 */
public final class DocumentSymbols {

    private DocumentSymbols() {}

    /** The abbreviation of {@code type}. */
    public static String of(DocumentType type) {
        return switch (type) {
            case RESOLUTION -> "NQ";
            case DECISION -> "QĐ";
            case DIRECTIVE -> "CT";
            case REGULATION -> "QC";
            case RULES -> "QYĐ";
            case COMMUNIQUE -> "TC";
            case NOTICE -> "TB";
            case GUIDELINES -> "HD";
            case PROGRAMME -> "CTr";
            case PLAN -> "KH";
            case OPTION -> "PA";
            case SCHEME -> "ĐA";
            case PROJECT -> "DA";
            case REPORT -> "BC";
            case MINUTES -> "BB";
            case PROPOSAL -> "TTr";
            case CONTRACT -> "HĐ";
            case OFFICIAL_LETTER -> "CV";
            case TELEGRAM -> "CĐ";
            case MEMORANDUM -> "BGN";
            case AGREEMENT -> "BTT";
            case POWER_OF_ATTORNEY -> "GUQ";
            case INVITATION -> "GM";
            case INTRODUCTION -> "GGT";
            case LEAVE_PERMIT -> "GNP";
            case SENDING_SLIP -> "PG";
            case TRANSFER_SLIP -> "PC";
            case NOTICE_SLIP -> "PB";
            case PUBLIC_LETTER -> "TC";
        };
    }
}
