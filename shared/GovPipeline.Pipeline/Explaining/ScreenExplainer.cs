using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Targets;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Evidence;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Reporting.Explanations;
using GovPipeline.Storage.Published;
using Microsoft.Extensions.Options;
using static GovPipeline.Pipeline.Explaining.PublishedFigures;

namespace GovPipeline.Pipeline.Explaining;

/// <summary>Takes a number of <c>authenticity</c>, or of dossiers that show a sign, back to its dossiers: all are put to the tests again.</summary>
public sealed class ScreenExplainer(
    PublishedTables tables, DossierEvidence dossiers, Provenance provenance, ReferenceData reference, IOptions<PipelineOptions> options)
{
    /// <summary>Explains.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="whole">What is published of its period.</param>
    /// <param name="withRows">Whether its rows are told.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<Explanation> ExplainAsync(FigureName figure, WholePeriod whole, bool withRows, CancellationToken cancellationToken)
    {
        var unit = Unit(whole, figure.Of);
        var row = await tables.FindAsync<AuthenticityRow>("authenticity", figure.Period.Id, unit.UnitId, cancellationToken).ConfigureAwait(false);
        ThrowIfHidden(unit.Status, unit.UnitName);
        var name = Named(figure.Column, [.. ScreenColumn.All.Select(c => c.Name)]);
        var fewest = options.Value.SmallestGroup ?? 0;
        var column = ScreenColumn.All.First(c => c.Name == name);
        column = fewest == 0 ? column : column with { BySigns = false }; // each number of signs is a group of its own
        var test = await tables.FindAsync<AuthenticityTestRow>("authenticitytests", figure.Period.Id, $"{unit.UnitId}|{name}", cancellationToken)
            .ConfigureAwait(false);
        var value = row is not { HasData: true } ? null : typeof(AuthenticityRow).GetProperty(name) is { } number ? (long)number.GetValue(row)!
            : test?.Found;
        var members = Members(whole, unit, reference.Units);
        var first = column.IsOfLastDays ? figure.Period.End.AddDays(1 - reference.Authenticity.LastDays) : figure.Period.Start;
        var counted = await ScreenAsync(column, members, first, DayText.Parse(row?.AsOf ?? unit.AsOf), cancellationToken).ConfigureAwait(false);
        var isTest = AuthenticityTest.All.Any(t => t.Id == name);
        ThrowIfHidden(isTest && counted.Value > 0 && counted.Value < fewest ? nameof(TargetStatus.Suppressed) : string.Empty, unit.UnitName);
        return await provenance.FilledAsync(
            new()
            {
                Figure = figure with { Of = unit.UnitId, Column = name },
                Code = row is { HasData: true } && typeof(AuthenticityRow).GetProperty(name) is not null ? FigureCode.Of(row, name) : string.Empty,
                Meaning = column.Meaning,
                Name = unit.UnitName,
                FieldName = string.Empty,
                Published = value,
                Format = IndicatorFormat.Number,
                IsCount = true,
                Formula = column.Words(reference.Authenticity, test is { Known: > 0 } ? (test.Known, new Rate(test.Found, test.Known).Value ?? 0) : null),
                Law = column.Law,
                Parts = value is null ? [] : column.IsOfProcedures && fewest > 0 ? [OfNone(column, counted)] : Shown(counted.Parts, options.Value),
                Members = unit.IsRollup && !(isTest && fewest > 0) ? [.. members.Where(m => !IsHidden(whole, m.UnitId, PeriodRow.AllFields))
                    .Select(m => new ExplainedMember(m.UnitId, m.UnitName, counted.Of(m.UnitId)))] : [],
                AsOf = DayText.Parse(row?.AsOf ?? unit.AsOf),
                Missing = PublishedText.Missing(unit.Missing, reference.Sources),
            },
            counted, [.. members.Select(m => m.UnitId)], withRows, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A count without its procedures, of which one may be of a single dossier.</summary>
    private static ExplainedPart OfNone(ScreenColumn column, Counted counted) =>
        new(column.Meaning, counted.Value, [new(column.Meaning, counted.Value)]);

    /// <summary>Puts the dossiers of units to the tests again, and remembers which are in a column.</summary>
    private async Task<Counted> ScreenAsync(
        ScreenColumn column, IReadOnlyList<PeriodRow> members, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var units = members.Select(m => m.UnitId).ToHashSet(StringComparer.Ordinal);
        var (tally, given) = (new ScreenTally(column, first), new List<GivenDossier>());
        foreach (var partition in await dossiers.ScreenedAsync(units, first, last, cancellationToken).ConfigureAwait(false))
        {
            var each = AuthenticityCounts.Each(partition.Dossiers, reference.Screen, reference.Authenticity);
            foreach (var (dossier, counts) in partition.Dossiers.Zip(each))
            {
                if (counts is not null && units.Contains(dossier.ReceivingUnitId) && dossier.Received.Day >= first && dossier.Received.Day <= last
                    && tally.Add(in dossier, counts))
                {
                    given.Add(new(dossier, partition.Files[dossier.FileIndex], [1]));
                }
            }
        }

        return new([], [tally], given);
    }
}
