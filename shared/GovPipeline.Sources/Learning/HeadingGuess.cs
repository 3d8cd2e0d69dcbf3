using GovPipeline.Domain.Text;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Reading;

namespace GovPipeline.Sources.Learning;

/// <summary>How likely a heading means a canonical column of a dossier export, by its words and by what the cells below it hold.</summary>
internal static class HeadingGuess
{
    private const double Sure = 1, ByContent = 0.35;

    // Words of headings, folded and as codes write them (NgayTN), beside those of columns.json.
    private static readonly (string Column, string[] Words)[] Words =
    [
        (DossierColumns.DossierCode, ["ma ho so", "so ho so", "ma hs", "so hs", "mahs", "sohs", "bien nhan", "ma so ho so", "receipt", "dossier code",
            "file no", "case no", "application no", "reference"]),
        (DossierColumns.ProcedureCode, ["ma thu tuc", "ma tthc", "matthc", "mathutuc", "procedure"]),
        (DossierColumns.Field, ["linh vuc", "linhvuc", "field"]),
        (DossierColumns.ServiceLevel, ["muc do", "mucdo", "loai dich vu", "level"]),
        (DossierColumns.Channel, ["hinh thuc nop", "hinh thuc tiep nhan", "kenh", "cach nop", "phuong thuc", "nguon ho so", "hinh thuc", "hinhthuc",
            "channel", "submitted by", "submission"]),
        (DossierColumns.DueAt, ["hen tra", "ngay hen", "han tra", "han giai quyet", "han xu ly", "ngayhen", "hentra", "due"]),
        (DossierColumns.FinishedAt, ["ket thuc", "hoan thanh", "ngay xong", "xu ly xong", "giai quyet xong", "ngay giai quyet", "ngaykt", "ketthuc",
            "finished"]),
        (DossierColumns.ReturnedAt, ["tra ket qua", "ngay tra", "ngaytra", "returned"]),
        (DossierColumns.ReceivedAt, ["tiep nhan", "ngay nhan", "nhan luc", "ngay tn", "ngaytn", "tiepnhan", "received"]),
        (DossierColumns.Status, ["trang thai", "tinh trang", "trangthai", "tinhtrang", "ket qua xu ly", "status", "state"]),
        (DossierColumns.ReceivingUnit, ["don vi", "co quan", "noi tiep nhan", "donvi", "coquan", "unit", "office"]),
        (DossierColumns.UpdatedAt, ["cap nhat", "capnhat", "updated"]),
    ];

    /// <summary>The columns it knows.</summary>
    public static IEnumerable<string> Columns => Words.Select(w => w.Column);

    /// <summary>The likelihood, 0 to 1; 1 when the reference data have the heading.</summary>
    public static double Of(string heading, ColumnProfile cells, string column, ReadingVocabulary vocabulary)
    {
        var folded = Folding.Fold(heading);
        if (vocabulary.Columns.TryGetValue(column, out var known) && known.Append(column).Any(k => Folding.Fold(k) == folded))
        {
            return Sure;
        }

        if (cells.Filled > 0 && !Fits(column, cells, vocabulary))
        {
            return 0;
        }

        var words = Words.First(w => w.Column == column).Words;
        var packed = folded.Replace(" ", string.Empty, StringComparison.Ordinal);
        var byName = words.Select((w, i) => folded.Contains(w, StringComparison.Ordinal) || packed.Contains(w.Replace(" ", string.Empty,
            StringComparison.Ordinal),
            StringComparison.Ordinal) ? 0.9 - (0.02 * i) - (0.002 * folded.Length) : 0).Max();
        return byName > 0 ? byName : IsTelling(column, cells, vocabulary) ? ByContent : 0;
    }

    /// <summary>Whether the cells may be of a column at all.</summary>
    private static bool Fits(string column, ColumnProfile cells, ReadingVocabulary vocabulary) => column switch
    {
        DossierColumns.DossierCode => cells.IsCodes,
        DossierColumns.ProcedureCode => cells.IsProcedures,
        DossierColumns.ReceivingUnit => cells.IsUnits,
        DossierColumns.Channel or DossierColumns.Status or DossierColumns.ServiceLevel => cells.Wordings.Count > 0 && !cells.IsDates && !cells.IsCodes,
        DossierColumns.Field => !cells.IsDates && !cells.IsCodes && !cells.IsNumbers && !cells.IsUnits,
        _ => cells.IsDates,
    };

    /// <summary>Whether the cells alone tell: codes, units, and wordings that the reference data have.</summary>
    private static bool IsTelling(string column, ColumnProfile cells, ReadingVocabulary vocabulary) => column switch
    {
        DossierColumns.DossierCode or DossierColumns.ReceivingUnit or DossierColumns.ProcedureCode => cells.Filled > 0,
        DossierColumns.Channel or DossierColumns.Status => cells.ShareOf(w => WordingGuess.Known(column, w, vocabulary) is not null) >= 0.3,
        _ => false,
    };
}
