using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;

namespace GovPipeline.Web.Pages;

/// <summary>How the dashboard is looked at.</summary>
/// <param name="Periods">Periods that can be chosen, the newest first.</param>
/// <param name="Language">Its language.</param>
/// <param name="IsFile">Whether it is a file that nobody serves, so that nothing can be chosen.</param>
public sealed record DashboardView(IReadOnlyList<Period> Periods, Language Language, bool IsFile = false);
