using GovPipeline.Domain.Text;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Reading;

namespace GovPipeline.Sources.Learning;

/// <summary>What a wording of a channel or a state means.</summary>
internal static class WordingGuess
{
    // The first that is in the text counts: what is special stands before what is general.
    private static readonly (string Word, string Value)[] Channels =
    [
        ("toan trinh", "onlineFull"), ("mot phan", "onlinePartial"), ("buu", "postal"), ("bcci", "postal"), ("truc tuyen", "online"), ("qua mang", "online"),
        ("internet", "online"), ("online", "online"), ("dich vu cong", "online"), ("dvc", "online"), ("cong dvc", "online"), ("tai nha", "online"),
        ("truc tiep", "inPerson"), ("tai quay", "inPerson"), ("mot cua", "inPerson"), ("offline", "inPerson"), ("bo phan", "inPerson"),
    ];

    private static readonly (string Word, string Value)[] States =
    [
        ("rut", "7"), ("bo sung", "5"), ("tu choi", "3"), ("khong duoc tiep nhan", "3"), ("khong tiep nhan", "3"), ("tai chinh", "6"), ("thanh toan", "6"),
        ("nop phi", "6"), ("da tra", "10"), ("tra ket qua", "10"), ("xong", "9"), ("hoan thanh", "9"), ("da giai quyet", "9"), ("co ket qua", "9"),
        ("dung", "8"), ("dang", "4"), ("xu ly", "4"), ("giai quyet", "4"), ("cho tiep nhan", "1"), ("moi dang ky", "1"), ("tiep nhan", "2"), ("moi", "2"),
    ];

    /// <summary>The canonical value that the reference data give a folded wording; null for none.</summary>
    public static string? Known(string column, string folded, ReadingVocabulary vocabulary) => vocabulary.Values.TryGetValue(column, out var values)
        ? values.FirstOrDefault(v => v.Value.Any(w => Folding.Fold(w) == folded)).Key : null;

    /// <summary>The value that it most likely means; null when nothing can be said.</summary>
    public static string? Likely(string column, string folded) =>
        (column == DossierColumns.Channel ? Channels : States).FirstOrDefault(w => folded.Contains(w.Word, StringComparison.Ordinal)).Value;
}
