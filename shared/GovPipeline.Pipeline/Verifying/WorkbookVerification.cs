using System.Text.RegularExpressions;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;
using GovPipeline.Pipeline.Explaining;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Reporting.Reports;

namespace GovPipeline.Pipeline.Verifying;

/// <summary>Holds a workbook that somebody was sent against what is published, cell by cell.</summary>
public sealed partial class WorkbookVerification(FigureIndex index, ReportData data, ReportFiles files)
{
    /// <summary>Reads the code on the workbook, makes the report that it is of again, and compares.</summary>
    /// <param name="path">The workbook.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PipelineException">GP802: it is no report of ours, or of no publication that is kept.</exception>
    public async Task<WorkbookResult> RunAsync(string path, CancellationToken cancellationToken)
    {
        var (version, inFile) = Read(path);
        var code = inFile.Values.Select(v => CodePattern().Match(v)).FirstOrDefault(m => m.Success)?.Groups[1].Value;
        if (code is null || await index.FindAsync(code, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            throw new PipelineException(ErrorCatalogue.ArgumentWrong, "--workbook", code is null
                ? new Bilingual($"không thấy dòng '{ReportWorkbook.CodeWord}': không phải báo cáo của hệ thống này, hoặc dòng đó đã bị xóa",
                    $"there is no line '{ReportWorkbook.CodeWord}': it is no report of this system, or the line was removed")
                : new Bilingual($"không có lần công bố nào còn lưu mang mã {code}", $"no publication that is kept has the code {code}"));
        }

        var report = await data.OfAsync(found.Figure.Period, found.Figure.Of, cancellationToken).ConfigureAwait(false);
        var (_, content) = (await files.MakeAsync(report, ["xlsx"]).ConfigureAwait(false))[0];
        using var stream = new MemoryStream(content);
        var published = WorkbookCells.Read(stream).Cells;
        return new()
        {
            Period = report.Period.Id,
            UnitName = report.UnitName,
            Version = report.Version,
            FileVersion = version.Length > 0 ? version : found.IsCurrent ? report.Version : "?",
            IsSameVersion = version == report.Version || (version.Length == 0 && found.IsCurrent),
            Differences =
            [
                .. inFile.Keys.Union(published.Keys).Where(k => inFile.GetValueOrDefault(k, string.Empty) != published.GetValueOrDefault(k, string.Empty))
                    .OrderBy(k => k.Sheet, StringComparer.Ordinal).ThenBy(k => k.Cell.Length).ThenBy(k => k.Cell, StringComparer.Ordinal)
                    .Select(k => new CellDifference(k.Sheet, k.Cell, inFile.GetValueOrDefault(k, string.Empty), published.GetValueOrDefault(k, string.Empty))),
            ],
        };
    }

    private static (string Version, IReadOnlyDictionary<(string Sheet, string Cell), string> Cells) Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return WorkbookCells.Read(file);
        }
        catch (Exception e) when (e is FileFormatException or InvalidDataException or System.Xml.XmlException
            or DocumentFormat.OpenXml.Packaging.OpenXmlPackageException)
        {
            throw new PipelineException(e, ErrorCatalogue.ArgumentWrong, "--workbook",
                new Bilingual("không phải tệp Excel (.xlsx) đọc được", "it is no workbook (.xlsx) that can be read"));
        }
    }

    [GeneratedRegex(@"Mã tra cứu: ([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();
}

/// <summary>What a workbook says against what is published.</summary>
public sealed record WorkbookResult
{
    /// <summary>The period.</summary>
    public required string Period { get; init; }

    /// <summary>The unit.</summary>
    public required string UnitName { get; init; }

    /// <summary>The version that is published.</summary>
    public required string Version { get; init; }

    /// <summary>The version the workbook was made of; <c>?</c> when it no longer says so.</summary>
    public required string FileVersion { get; init; }

    /// <summary>Whether both are the same.</summary>
    public required bool IsSameVersion { get; init; }

    /// <summary>Cells that differ.</summary>
    public required IReadOnlyList<CellDifference> Differences { get; init; }
}

/// <summary>A cell that differs.</summary>
/// <param name="Sheet">Its sheet.</param>
/// <param name="Cell">Its place.</param>
/// <param name="InFile">What the workbook has.</param>
/// <param name="Published">What is published.</param>
public sealed record CellDifference(string Sheet, string Cell, string InFile, string Published);
