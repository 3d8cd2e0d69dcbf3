using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Units;
using GovPipeline.Pipeline.Configuration;

namespace GovPipeline.Pipeline.Alerting;

/// <summary>Who hears of which alert.</summary>
public sealed class Audience
{
    private readonly bool _hasOperators;

    /// <summary>The recipients of the reference data, and the contacts of sources for their own source.</summary>
    public Audience(ReferenceData reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var contacts = reference.Sources.Enabled.Where(s => s.Contact is not null).GroupBy(s => s.Contact!.Address, StringComparer.OrdinalIgnoreCase)
            .Where(g => !reference.Recipients.Any(r => string.Equals(r.Address, g.Key, StringComparison.OrdinalIgnoreCase)))
            .Select(g => new Recipient { Address = g.Key, Name = g.First().Contact!.Name, Role = RecipientRole.Operator, Sources = [.. g.Select(s => s.Id)] });
        All = [.. reference.Recipients.Concat(contacts).OrderBy(r => r.Role)]; // units first
        _hasOperators = All.Any(r => r.Role == RecipientRole.Operator && r.Sources.Count == 0);
    }

    /// <summary>Everybody, those who answer for units first.</summary>
    public IReadOnlyList<Recipient> All { get; }

    /// <summary>How alerts name a recipient: not by the address, which is personal.</summary>
    public static string IdOf(Recipient recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return Recipient.IdOf(recipient.Address);
    }

    /// <summary>Whether a recipient hears of an alert.</summary>
    public bool Hears(Recipient recipient, Alert alert)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        ArgumentNullException.ThrowIfNull(alert);
        if (alert.Kind.IsOperational())
        {
            return recipient.Role == RecipientRole.Operator
                ? recipient.Sources.Count == 0 || recipient.Sources.Contains(alert.SourceId)
                : !_hasOperators && recipient is { Role: RecipientRole.Leader, All: true };
        }

        if (alert.UnitId.Length == 0)
        {
            return recipient.All;
        }

        if (alert.Kind.IsToldOnce() && recipient.Role == RecipientRole.Leader)
        {
            return false; // leaders hear of the area as a whole
        }

        return recipient.Concerns(RollupId.UnitOf(alert.UnitId), alert.Tier);
    }
}
