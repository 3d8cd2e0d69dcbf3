using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;
using GovPipeline.Sources.Reading;

namespace GovPipeline.Pipeline.Onboarding;

/// <summary>How an export was understood.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Tally">Format, headers, and what became of the rows.</param>
/// <param name="FirstRecords">The first records as understood, one line each.</param>
/// <param name="Rejected">The first rejected rows.</param>
/// <param name="Repaired">The first repaired rows.</param>
/// <param name="Totals">Dossiers by unit and channel, or sums by measure.</param>
/// <param name="ErrorCode">Code of the error that refuses the file; empty for none.</param>
/// <param name="Error">Its sentences.</param>
public sealed record TrialReport(
    string SourceId,
    string File,
    FileTally Tally,
    IReadOnlyList<Bilingual> FirstRecords,
    IReadOnlyList<RejectedRow> Rejected,
    IReadOnlyList<RepairedRow> Repaired,
    IReadOnlyDictionary<string, long> Totals,
    string ErrorCode,
    string Error);
