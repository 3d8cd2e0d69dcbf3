namespace GovPipeline.Domain.Units;

/// <summary>
/// One arrow of a merger, split or change of boundaries (<i>sắp xếp đơn vị hành chính</i>): what a unit gave to another on a day. A merger of
/// three units is three of them, a split into two is two.
/// </summary>
public sealed record Succession
{
    /// <summary>Id of the unit that gave; null for one whose dossiers this place never had (see <see cref="FromName"/>).</summary>
    public string? From { get; init; }

    /// <summary>Name of a unit that is none of ours, <c>Xã Thái Bình (huyện Châu Thành)</c>; null when <see cref="From"/> is given.</summary>
    public string? FromName { get; init; }

    /// <summary>Id of the unit that got it; null when nobody did: the unit ended and its work went to several levels.</summary>
    public string? To { get; init; }

    /// <summary>Name of a unit that got it and is none of ours; null when <see cref="To"/> is given, or when nobody got it.</summary>
    public string? ToName { get; init; }

    /// <summary>First day on which it holds.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Whether only a part of the unit went this way (<i>một phần</i>, <i>phần còn lại</i>).</summary>
    public bool IsPartial { get; init; }

    /// <summary>Which share of the unit's people went this way, above 0 and below 1, as a document says; null when none does. Never used to split a
    /// count.</summary>
    public decimal? Share { get; init; }

    /// <summary>The resolution it rests on.</summary>
    public required string LegalBasis { get; init; }
}
