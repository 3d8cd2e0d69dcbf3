using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Explaining;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Pipeline.Verifying;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Fees and payments of dossiers, from rows to the components 3.5 and 3.6 of QĐ 766/QĐ-TTg, and back.</summary>
public sealed class PaymentTests
{
    private const string Wards = "area:tay-ninh-city", First = "tnc-phuong-1", Second = "tnc-phuong-2";
    private static readonly Period May = Period.Parse("cal-2022-M05");
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Procedures_with_a_payment_count_once_in_a_unit_and_once_in_the_city_and_lead_to_their_dossiers()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-wards", Csv.Header.TrimEnd() + ",Mã thủ tục,Nghĩa vụ tài chính,Thanh toán trực tuyến\n"
            + Row(1, "03/05/2022", "Phường 1", "1.001612", "Có", "Có") + Row(2, "17/05/2022", "Phường 1", "1.001612", "Có", "Không")
            + Row(3, "18/05/2022", "Phường 1", "2.000815", "Có", "Không") + Row(4, "18/05/2022", "Phường 2", "1.001612", "Có", "Không")
            + Row(5, "19/05/2022", "Phường 2", "1.004873", "Không", string.Empty), new(2022, 5, 31));
        await pipeline.DrainAsync();
        (await CountsAsync(First)).ShouldBe((2, 1, 3, 1));
        (await CountsAsync(Second)).ShouldBe((1, 0, 1, 0));
        (await CountsAsync(Wards)).ShouldBe((2, 1, 4, 1), "a procedure of two wards is one of the city");

        var explained = await pipeline.Get<FigureExplainer>().ExplainAsync(
            new("authenticity", May, Wards, nameof(AuthenticityRow.FeeProcedures)), withRows: true, None);
        explained.Agrees.ShouldBeTrue();
        explained.Parts.Single().Terms.Select(t => (t.Name.Vi, t.Value)).ShouldBe([("Thủ tục 1.001612", 1m), ("Thủ tục 2.000815", 1m)]);
        explained.Members.Where(m => m.Values[0] > 0).Select(m => (m.UnitId, m.Values[0])).ShouldBe([(First, 2m), (Second, 1m)], ignoreOrder: true);
        explained.Rows!.Count.ShouldBe(4);

        var figures = (await pipeline.Get<ReportData>().OfAsync(May, First, None)).ServiceIndex.SelectMany(p => p.Figures).ToDictionary(f => f.Component.Id);
        (figures["3.5"].Numerator, figures["3.5"].Denominator, figures["3.5"].Points, figures["3.5"].IsEstimate).ShouldBe((1, 2, 1.25m, true));
        (figures["3.6"].Numerator, figures["3.6"].Denominator).ShouldBe((1, 3));
        figures["3.4"].State.ShouldBe(Domain.ServiceQuality.QualityState.NeedsSource, "a list of procedures with a fee is not here");
        (await pipeline.Get<PeriodVerification>().RunAsync(May, _ => { }, None)).Differences.ShouldBeEmpty();

        async Task<(long, long, long, long)> CountsAsync(string unit)
        {
            var row = (await pipeline.Get<PublishedTables>().FindAsync<AuthenticityRow>("authenticity", May.Id, unit, None))!;
            return (row.FeeProcedures, row.FeeProceduresPaidOnline, row.FeesDue, row.FeesPaidOnline);
        }
    }

    private static string Row(int number, string day, string unit, string procedure, string fee, string paid) =>
        Csv.Dossier($"000.01.13.H53-220501-{number:0000}", day, unit: unit).TrimEnd() + $",{procedure},{fee},{paid}\n";
}
