using System.Text;
using System.Text.RegularExpressions;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Reading;
using GovPipeline.Testing;

namespace GovPipeline.Sources.Tests;

/// <summary>What the text of one cell means: dates, numbers, codes.</summary>
public sealed class CellTests
{
    private const string Good = "000.01.13.H53-220601-0001";

    [Fact]
    public void A_procedure_code_keeps_its_last_zero() =>
        Reading.Of("Mã hồ sơ,Trạng thái,Hình thức nộp,Ngày nhận,Hạn xử lý,Ngày có kết quả,Đơn vị tiếp nhận,Mã TTHC\n"
            + $"{Good},4,1,01/06/2022,,,Phường 1,1.001610\n")
            .Dossiers.Single().ProcedureCode.ShouldBe("1.001610");

    [Fact]
    public void A_code_is_known_at_one_look_exactly_where_its_letters_one_by_one_say_so()
    {
        var random = new Random(20261127);
        var known = 0;
        for (var round = 0; round < 200_000; round++)
        {
            // Runs of digits and of letters about as long as they may be, and now and then what is no letter of a code.
            var text = new StringBuilder();
            for (var length = random.Next(0, 52); text.Length < length;)
            {
                text.Append(random.Next(12) switch
                {
                    < 5 => Run("0123456789", random.Next(4) == 0 ? 10 : 8),
                    5 => Run("ABHTZaz", random.Next(4) == 0 ? 11 : 3),
                    < 11 => random.Next(3) == 0 ? "." : "-",
                    _ => random.Next(20) == 0 ? Run("\0\u0130\u212A\uFF10 _/:@[`{,", 1) : "-0",
                });
            }

            var written = text.ToString();
            var isKnown = CodeText.TryParseUsual(written, out var code);
            isKnown.ShouldBe(IsUsual(written), written);
            code.ToString().ShouldBe(isKnown ? written.ToUpperInvariant() : string.Empty);
            known += isKnown ? 1 : 0;
        }

        known.ShouldBeInRange(20_000, 180_000);

        string Run(string of, int most) => string.Concat(Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => of[random.Next(of.Length)]));
    }

    private static bool IsUsual(string text) => text.Length is > 0 and <= DossierCode.MaxBytes && Regex.IsMatch(text, @"\A[0-9A-Za-z.-]+\z")
        && !Regex.IsMatch(text, "[0-9]{9}|[A-Za-z]{10}") && text.Count(c => c == '-') > 1 && text.Any(char.IsAsciiLetter)
        && text.Count(char.IsAsciiDigit) >= text.Count(char.IsAsciiLetter);

    [Theory]
    [InlineData("05/06/2022", "2022-06-05 00:00:00")] // never 6 May
    [InlineData("5/6/2022 7:05", "2022-06-05 07:05:00")]
    [InlineData("15/06/2022 05:30:00 CH", "2022-06-15 17:30:00")]
    [InlineData("15/06/2022 12:00:00 SA", "2022-06-15 00:00:00")]
    [InlineData("2022-06-15", "2022-06-15 00:00:00")]
    [InlineData("2022-06-15 08:00:00", "2022-06-15 08:00:00")]
    [InlineData("2022-06-15T17:00:00.000+0000", "2022-06-16 00:00:00")]
    [InlineData("2021-12-31T17:30:00Z", "2022-01-01 00:30:00")]
    [InlineData("2022-06-15T08:00:00+07:00", "2022-06-15 08:00:00")]
    [InlineData("", "")]
    public void Dates_are_Vietnamese_days(string text, string expected)
    {
        DateText.TryParse(text, out var moment).ShouldBeTrue();
        (moment.ToDateTime()?.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty).ShouldBe(expected);
    }

    [Theory]
    [InlineData("06/15/2022")]
    [InlineData("31/04/2022")]
    [InlineData("29/02/2022")]
    [InlineData("15/06/22")]
    [InlineData("15/06-2022")]
    [InlineData("15/06/2022 25:00")]
    [InlineData("2022-06-15T08:00:00+0")]
    [InlineData("2022-06-15x")]
    [InlineData("44727")]
    [InlineData("15/06/1899")]
    public void What_is_no_date_is_none(string text) => DateText.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("3.322", 3322)]
    [InlineData("3 322", 3322)]
    [InlineData("1.234.567", 1234567)]
    [InlineData(" 12 ", 12)]
    [InlineData("0", 0)]
    [InlineData("5,0", 5)]
    public void A_dot_or_blank_groups_thousands(string text, long value)
    {
        NumberText.TryParseCount(text, out var parsed).ShouldBeTrue();
        parsed.ShouldBe(value);
    }

    [Theory]
    [InlineData("64,3")]
    [InlineData("3.32")]
    [InlineData("12.3456")]
    [InlineData("-5")]
    [InlineData("1e3")]
    [InlineData("x")]
    [InlineData("3,322.5")]
    [InlineData("1,5,0")]
    [InlineData("1,000")]
    [InlineData("12,000 ")]
    [InlineData("0.500")]
    [InlineData("0 500")]
    public void What_is_no_count_is_an_error_and_never_zero(string text) => NumberText.TryParseCount(text, out _).ShouldBeFalse();

    [Fact]
    public void A_code_with_blanks_in_it_is_closed_up_and_the_repair_told()
    {
        var reading = Reading.Of(Csv.Header + Csv.Dossier("000.01.13.H53 -220601-\u00A00001", "01/06/2022"));
        reading.Dossiers.Single().Code.ToString().ShouldBe("000.01.13.H53-220601-0001");
        reading.Repaired.Single().Repairs.Single().ShouldSatisfyAllConditions(r => r.Rule.ShouldBe("SC05"), r => r.After.ShouldBe("000.01.13.H53-220601-0001"));
    }

    [Theory]
    [InlineData("000.01.13.H53-220601-0001 (bổ sung)")]
    [InlineData("000.01.13.H53-220601-0001 bs")]
    [InlineData("N.T.B.N 1988")]
    [InlineData("000.01.13.H53-220601-0001(2)")]
    public void What_stands_behind_a_code_makes_no_second_dossier(string code)
    {
        var reading = Reading.Of(Csv.Header + Csv.Dossier(code, "01/06/2022"));
        (reading.Dossiers.Count, reading.Rejected.Count).ShouldBe((0, 1));
    }

    [Theory]
    [InlineData("02/03/1985", "", "", "", "GP321")]
    [InlineData("01/06/2022", "01/06/2045", "", "", "GP321")]
    [InlineData("16/06/2022", "", "", "", "GP310")]
    [InlineData("01/06/2022", "", "", "01/01/2032 08:00:00", "GP310")]
    public void A_day_that_cannot_be_meant_is_no_day(string received, string due, string finished, string updated, string code) =>
        Reading.Of(Csv.Header + Csv.Dossier(Good, received, due, finished, updated: updated)).Rejected.Single().Errors.Single().Code.ShouldBe(code);

    [Theory]
    [InlineData("7.2202E+11")]
    [InlineData("7,2E+9")]
    [InlineData("#REF!")]
    [InlineData("#N/A")]
    [InlineData("NULL")]
    [InlineData("-")]
    [InlineData("'")]
    public void What_a_spreadsheet_left_of_a_code_is_none(string text)
    {
        var reading = Reading.Of(Csv.Header + Csv.Dossier("000.00.13.H53-220301-0001", "01/03/2022").Replace(
            "000.00.13.H53-220301-0001", $"\"{text}\"", StringComparison.Ordinal));
        reading.Dossiers.ShouldBeEmpty();
        reading.Rejected.Single().Errors.ShouldHaveSingleItem().Code.ShouldBe("GP313");
    }

    [Theory]
    [InlineData("'000.00.13.H53-220301-0001")]
    [InlineData("000.00.13.H53\u2013220301\u20140001")]
    [InlineData("000.00.13.\u041D53-220301-0001")]
    [InlineData("\u200B000.00.13.H53-220301-0001\uFEFF")]
    [InlineData("\uFF10\uFF10\uFF10.00.13.H53-220301-0001")]
    [InlineData("000.00.13.H53-\u00AD220301-0001")]
    public void Codes_that_look_the_same_are_one(string text)
    {
        var reading = Reading.Of(Csv.Header + Csv.Dossier(text, "01/03/2022"));
        reading.Dossiers.Single().Code.ToString().ShouldBe("000.00.13.H53-220301-0001");
        reading.Repaired.Single().Repairs.ShouldHaveSingleItem().Rule.ShouldBe("SC06");
    }
}
