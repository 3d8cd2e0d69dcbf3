using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.Alerts;

/// <summary>Who answers for an alert, and until when.</summary>
/// <param name="Holder">The post (<i>chức vụ</i>), never a person's name.</param>
/// <param name="Due">The last local day, counted in working days from the day the alert was raised.</param>
public sealed record AlertDuty(Bilingual Holder, DateOnly Due);

/// <summary>A figure that is well again and is watched for some days, so that one that swings around its target is one alert.</summary>
/// <param name="Since">The first local day it was seen well.</param>
/// <param name="Content">What it says now.</param>
public sealed record AlertCalm(DateOnly Since, AlertContent Content);
