using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Counting;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Counts;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Ledger;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Makes every partition due when the place counts by another rule than before: lateness, thresholds of the tests of authenticity.</summary>
public sealed class CountRule(CountStore counts, DossierFacts facts, PendingWork pending, ReferenceData reference)
{
    /// <summary>Looks whether the rule has changed, and notes what it makes due.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        var counted = string.Join(',', AuthenticityCounts.Names.Append(nameof(AuthenticityCounts.FeeProcedures)).Concat(EventSums.Names));
        var rule = $"lateness={reference.Conventions.Lateness}; authenticity={reference.Authenticity}; systems={reference.HasSeveralSystems}; "
            + $"counted={counted}";
        var before = await counts.RuleAsync(cancellationToken).ConfigureAwait(false);
        if (before == rule)
        {
            await pending.ReleaseAsync(Holds.CountRule, cancellationToken).ConfigureAwait(false); // of a host that ended just before it would have
            return;
        }

        await pending.HoldAsync(Holds.CountRule, cancellationToken).ConfigureAwait(false);
        if (before.Length > 0)
        {
            var partitions = new List<string>();
            await foreach (var key in facts.PartitionsAsync(cancellationToken).ConfigureAwait(false))
            {
                partitions.Add(key.ToString());
            }

            await pending.AddAsync(PendingWork.Folds, partitions, cancellationToken).ConfigureAwait(false);
        }

        await counts.NoteRuleAsync(rule, cancellationToken).ConfigureAwait(false);
        await pending.ReleaseAsync(Holds.CountRule, cancellationToken).ConfigureAwait(false);
    }
}
