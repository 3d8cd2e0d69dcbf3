namespace GovPipeline.Domain.Counting;

/// <summary>So many events of a kind on a day.</summary>
/// <param name="Key">Unit, field, channel, level.</param>
/// <param name="Event">What happened.</param>
/// <param name="Day">Local day, as <see cref="DateOnly.DayNumber"/>.</param>
/// <param name="Count">How often; more than 0.</param>
public readonly record struct DailyCount(CountKey Key, DossierEvent Event, int Day, int Count);
