namespace GovPipeline.Domain.ServiceQuality;

/// <summary>
/// The procedures (<i>mã TTHC</i>, their national part) of dossiers with a fee due, each once, and of which any was paid online:
/// what QĐ 766/QĐ-TTg 3.5 counts. Sets, since a procedure of two days or two units is one.
/// </summary>
public sealed class FeeProcedures : IEquatable<FeeProcedures>
{
    private const char Paid = '+', Between = ' ';
    private Dictionary<string, bool>? _paid;
    private string _text = string.Empty;

    /// <summary>As it is kept: <c>1.000123 +1.000124</c>, in order, a plus before those that were paid online.</summary>
    public string Text
    {
        get => _paid is null ? _text
            : string.Join(Between, _paid.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value ? Paid + p.Key : p.Key));
        set => (_text, _paid) = (value, null);
    }

    /// <summary>How many there are.</summary>
    public int Count => Own().Count;

    /// <summary>How many of them were paid online at least once.</summary>
    public int PaidOnline => Own().Values.Count(p => p);

    /// <summary>Takes a dossier in.</summary>
    /// <param name="national">Its procedure, the national part.</param>
    /// <param name="isPaidOnline">Whether its fee was paid online.</param>
    public void Add(string national, bool isPaidOnline)
    {
        var own = Own();
        own[national] = isPaidOnline || own.GetValueOrDefault(national);
    }

    /// <summary>Takes those of others in.</summary>
    public void Add(FeeProcedures other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._paid is null)
        {
            Add(other._text);
            return;
        }

        foreach (var (procedure, isPaid) in other._paid)
        {
            Add(procedure, isPaid);
        }
    }

    /// <inheritdoc/>
    public bool Equals(FeeProcedures? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FeeProcedures);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text is taken apart when something is asked or added: days that are only moved never need it.</summary>
    private Dictionary<string, bool> Own()
    {
        if (_paid is null)
        {
            _paid = new(StringComparer.Ordinal);
            Add(_text);
        }

        return _paid;
    }

    private void Add(string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        var own = Own().GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in text.AsSpan().Split(Between))
        {
            var procedure = text.AsSpan(range);
            var isPaid = procedure[0] == Paid;
            procedure = isPaid ? procedure[1..] : procedure;
            own[procedure] = (own.TryGetValue(procedure, out var was) && was) || isPaid;
        }
    }
}
