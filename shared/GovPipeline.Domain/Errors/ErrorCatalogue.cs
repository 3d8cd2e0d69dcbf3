using System.Reflection;

namespace GovPipeline.Domain.Errors;

/// <summary>Every error the product can report. <c>ERRORS.md</c> beside this file is this list as a page, held against it by a test.</summary>
public static class ErrorCatalogue
{
#pragma warning disable CS1591, SA1600, CA2211 // The sentences themselves say what each entry means.
    public static readonly ErrorEntry SourceUnreachable = new("GP101",
        "Nguồn {0} không trả lời: {1}.",
        "Source {0} does not answer: {1}.",
        "Kiểm tra đường truyền và địa chỉ của nguồn; lần kéo sau sẽ lấy bù. Số liệu đã công bố giữ nguyên.",
        "Check the line and the source's address; the next pull makes up for it. Published figures stay as they are.");

    public static readonly ErrorEntry SourceRefused = new("GP102",
        "Nguồn {0} trả về mã HTTP {1}.",
        "Source {0} answered with HTTP status {1}.",
        "Mã 401 hoặc 403: kiểm tra khóa truy cập. Mã 5xx: báo đơn vị vận hành nguồn. Lần kéo sau sẽ lấy bù.",
        "401 or 403: check the access key. 5xx: tell whoever runs the source. The next pull makes up for it.");

    public static readonly ErrorEntry SourceEmpty = new("GP103",
        "Nguồn {0} trả về nội dung rỗng; không lưu thành tệp.",
        "Source {0} answered with nothing; no export was stored.",
        "Báo đơn vị vận hành nguồn. Số liệu đã có giữ nguyên.",
        "Tell whoever runs the source. What is known stays as it is.");

    public static readonly ErrorEntry SourceTruncated = new("GP104",
        "Nguồn {0} trả về nội dung bị cắt: {1}.",
        "Source {0} answered with a part only: {1}.",
        "Lần kéo sau sẽ lấy lại từ đầu. Nếu lặp lại, báo đơn vị vận hành nguồn.",
        "The next pull starts again. If it repeats, tell whoever runs the source.");

    public static readonly ErrorEntry SourceNotData = new("GP105",
        "Nguồn {0} trả về {1} thay vì dữ liệu.",
        "Source {0} answered with {1} instead of data.",
        "Thường là trang đăng nhập hoặc trang lỗi: kiểm tra khóa truy cập và địa chỉ.",
        "Usually a log-in or error page: check the access key and the address.");

    public static readonly ErrorEntry SourceTimeout = new("GP106",
        "Nguồn {0} không trả lời xong trong {1} giây.",
        "Source {0} did not finish within {1} seconds.",
        "Lần kéo sau sẽ lấy lại. Nếu lặp lại, tăng pull.timeoutSeconds hoặc giảm pull.paging.size.",
        "The next pull starts again. If it repeats, raise pull.timeoutSeconds or lower pull.paging.size.");

    public static readonly ErrorEntry SourcePaused = new("GP107",
        "Tạm ngừng gọi nguồn {0} vì lỗi liên tiếp (ngắt mạch).",
        "Source {0} is not called for a while after repeated failures (circuit open).",
        "Không cần làm gì; hệ thống tự thử lại.",
        "Nothing to do; it is tried again by itself.");

    public static readonly ErrorEntry SourcePaging = new("GP108",
        "Phân trang của nguồn {0} không đúng: {1}.",
        "The paging of source {0} is wrong: {1}.",
        "Kiểm tra pull.paging trong định nghĩa nguồn.",
        "Check pull.paging in the source definition.");

    public static readonly ErrorEntry SourceHostKey = new("GP109",
        "Máy chủ SFTP của nguồn {0} có khóa {1}, khác khóa đã ghim {2}; không kết nối.",
        "The SFTP server of source {0} has key {1}, which is not the pinned {2}; it was not connected to.",
        "Hỏi đơn vị vận hành nguồn: nếu đã đổi khóa thì sửa pull.hostKey, nếu không thì có kẻ đứng giữa.",
        "Ask whoever runs the source: if the key was changed, correct pull.hostKey; if not, somebody stands in between.");

    public static readonly ErrorEntry SourceFileMissing = new("GP110",
        "Nguồn {0} chưa có tệp: {1}.",
        "Source {0} does not have the file: {1}.",
        "Kiểm tra pull.path và việc xuất tệp hằng đêm ở nguồn; lần kéo sau sẽ lấy bù.",
        "Check pull.path and the nightly export at the source; the next pull makes up for it.");

    public static readonly ErrorEntry SourceTooLarge = new("GP111",
        "Nguồn {0} trả về hơn {1} byte; đã dừng tải và không lưu gì.",
        "Source {0} answered with more than {1} bytes; the download was ended and nothing was stored.",
        "Kiểm tra bộ lọc ngày của nguồn; nếu dữ liệu thật sự lớn đến thế, tăng limits.maxBytes trong định nghĩa nguồn.",
        "Check the source's date filter; if its data really are that large, raise limits.maxBytes in the source definition.");

    public static readonly ErrorEntry FileEmpty = new("GP201",
        "Tệp {0} rỗng.",
        "File {0} is empty.",
        "Xuất lại tệp từ phần mềm. Tệp rỗng không bao giờ xóa số liệu đã có.",
        "Export it again. An empty file never removes what is known.");

    public static readonly ErrorEntry FileMissingColumns = new("GP202",
        "Tệp {0} thiếu cột bắt buộc: {1}. Tiêu đề có trong tệp: {2}.",
        "File {0} lacks required columns: {1}. The header it has: {2}.",
        "Xuất lại tệp với đủ cột, hoặc thêm tên cột của phần mềm vào mục columns của định nghĩa nguồn.",
        "Export it with these columns, or add the software's heading under columns in the source definition.");

    public static readonly ErrorEntry FileColumnTwice = new("GP203",
        "Tệp {0} có hai cột cùng nghĩa '{1}': {2}.",
        "File {0} has two columns that mean '{1}': {2}.",
        "Bỏ một cột, hoặc ghi rõ cột cần lấy trong mục columns của định nghĩa nguồn.",
        "Remove one, or name the wanted one under columns in the source definition.");

    public static readonly ErrorEntry FileNotCsv = new("GP204",
        "Tệp {0} không đọc được như CSV, từ dòng {1}: {2}.",
        "File {0} cannot be read as CSV, from row {1}: {2}.",
        "Xuất lại tệp; kiểm tra dấu nháy kép chưa đóng ở dòng đó.",
        "Export it again; look for an unclosed quotation mark in that row.");

    public static readonly ErrorEntry FileWrongFormat = new("GP205",
        "Tệp {0} là {1}, không có bảng nào đọc được.",
        "File {0} is {1}, which holds no table that is read.",
        "Xuất lại dưới dạng XLSX, XLS, CSV, JSON, XML hoặc HTML; có thể nén gzip hoặc zip một lần.",
        "Export it as XLSX, XLS, CSV, JSON, XML or HTML; gzip or zip once is fine.");

    public static readonly ErrorEntry FileSourceUnknown = new("GP206",
        "Tệp {0} không thuộc nguồn nào: không có nguồn '{1}'; các mã: {2}.",
        "File {0} belongs to no source: there is no source '{1}'; sources are: {2}.",
        "Đặt tệp vào thư mục mang mã nguồn.",
        "Put it into the folder named after its source.");

    public static readonly ErrorEntry FileSecret = new("GP207",
        "Tệp {0} có văn bản mật ở dòng {1}; cả tệp bị từ chối, không đọc tiếp.",
        "File {0} has a secret document in row {1}; the whole file is refused, unread.",
        "Loại văn bản mật khỏi tệp trước khi gửi (Luật Bảo vệ bí mật nhà nước) và xóa tệp đã gửi.",
        "Leave secret documents out before sending (Law on protection of state secrets) and delete the file that was sent.");

    public static readonly ErrorEntry FileTooLarge = new("GP208",
        "Tệp {0} vượt giới hạn: {1}.",
        "File {0} is over a limit: {1}.",
        "Chia tệp theo tháng, hoặc nâng giới hạn trong mục limits của định nghĩa nguồn.",
        "Split it by month, or raise the limit under limits in the source definition.");

    public static readonly ErrorEntry FileDamaged = new("GP209",
        "Tệp {0} hỏng hoặc không đúng định dạng, từ dòng {1}: {2}.",
        "File {0} is damaged or not in its format, from row {1}: {2}.",
        "Mở tệp để kiểm tra rồi xuất hoặc gửi lại; tệp gửi dở là nguyên nhân thường gặp.",
        "Open it to see, then export or send it again; a broken transfer is the usual cause.");

    public static readonly ErrorEntry FileLocked = new("GP210",
        "Tệp {0} có mật khẩu.",
        "File {0} has a password.",
        "Bỏ mật khẩu rồi gửi lại qua kênh an toàn.",
        "Remove the password and send it again through a safe channel.");

    public static readonly ErrorEntry FileNoPeriod = new("GP211",
        "Báo cáo {0} không ghi kỳ: thiếu dòng 'Từ ngày … đến ngày …' phía trên bảng.",
        "Report {0} does not say its period: the line 'Từ ngày … đến ngày …' above the table is missing.",
        "Xuất lại báo cáo kèm tiêu đề, hoặc thêm dòng 'Từ ngày 15/12/2021 đến ngày 14/06/2022' trên bảng.",
        "Export it with its title, or add the line 'Từ ngày 15/12/2021 đến ngày 14/06/2022' above the table.");

    public static readonly ErrorEntry FileDateFar = new("GP212",
        "Tệp {0} ghi số liệu đến ngày {1}, nhưng dòng mới nhất của tệp là ngày {2}.",
        "File {0} is dated {1}, but its newest row is of {2}.",
        "Nhận lại với đúng ngày: govpipeline reingest TỆP --date NGÀY; nếu ngày đã ghi là đúng thì thêm --yes.",
        "Take it in again with the right day: govpipeline reingest FILE --date DAY; when the day it is dated is right, add --yes.");

    public static readonly ErrorEntry FileSlipOfAnother = new("GP213",
        "Phiếu cách ly {1} trong tệp {0} không phải của nguồn '{2}' mà của '{3}'.",
        "The rejection slip {1} in file {0} is not of source '{2}' but of '{3}'.",
        "Nhận phiếu với đúng nguồn của nó (--source).",
        "Take the slip in for its own source (--source).");

    public static readonly ErrorEntry FileUnreadable = new("GP214",
        "Không đọc được tệp {0}: {1}.",
        "File {0} cannot be read: {1}.",
        "Tệp được giữ và không thử lại; gửi mã lỗi này cho tổ vận hành, rồi chạy govpipeline reingest.",
        "The file is kept and not tried again; tell the operators this code, then run govpipeline reingest.");

    public static readonly ErrorEntry FileLeftOut = new("GP215",
        "Tệp {0}: bỏ qua {1} dòng có nội dung trong khi chỉ nhận {2} dòng dữ liệu ({3}); chờ người xem trước khi nhận.",
        "File {0}: {1} rows with something in them were left out beside {2} rows of data ({3}); it waits for a person before it is taken in.",
        "Xem từng dòng và từng trang bị bỏ qua, kèm lý do: govpipeline sources test NGUỒN --export TỆP. Nếu đúng là ghi chú, tổng, chữ ký thì nhận: "
        + "govpipeline reingest TỆP --yes; nếu là dữ liệu thì sửa tiêu đề ở tệp hoặc ở định nghĩa nguồn.",
        "See every row and sheet that was left out, with why: govpipeline sources test SOURCE --export FILE. When they are notes, totals and "
        + "signatures, take it in: govpipeline reingest FILE --yes; when they are data, mend the headings in the file or in the source definition.");

    public static readonly ErrorEntry FileUnlike = new("GP216",
        "Tệp {0} khác hẳn các tệp trước của nguồn: {1}; chờ người xem trước khi nhận.",
        "File {0} is quite unlike the source's files before it: {1}; it waits for a person before it is taken in.",
        "Hỏi đơn vị xuất tệp: phần mềm vừa nâng cấp, đổi bộ lọc hay đổi đơn vị tính? Nếu đúng là như vậy thì nhận: govpipeline reingest TỆP --yes.",
        "Ask whoever exports it: was the software upgraded, the filter or the unit changed? When it is right, take it in: govpipeline reingest FILE --yes.");

    public static readonly ErrorEntry FileDateOrder = new("GP217",
        "Tệp {0} ghi tháng trước ngày: {1}.",
        "File {0} writes the month before the day: {1}.",
        "Xuất lại với ngày dạng dd/MM/yyyy hoặc yyyy-MM-dd; thường do tệp được mở và lưu lại trên máy cài kiểu Mỹ.",
        "Export it again with dates as dd/MM/yyyy or yyyy-MM-dd; usually the file was opened and saved on a machine set to US formats.");

    public static readonly ErrorEntry FileStopsReader = new("GP218",
        "Đọc tệp {0} đã làm dừng chương trình {1} lần; không đọc nữa.",
        "Reading file {0} has stopped the program {1} times; it is not read any more.",
        "Tệp được giữ; các tệp khác vẫn được nhận. Gửi tệp cho tổ vận hành; sau khi xử lý, chạy govpipeline reingest.",
        "The file is kept; others are taken in. Tell the operators; when the cause is mended, run govpipeline reingest.");

    public static readonly ErrorEntry FileTooSlow = new("GP219",
        "Tệp {0} không đọc xong trong {1} giây.",
        "File {0} could not be read within {1} seconds.",
        "Chia tệp theo tháng, hoặc tăng Pipeline:ReadingLimit.",
        "Split it by month, or raise Pipeline:ReadingLimit.");

    public static readonly ErrorEntry FileDaysFar = new("GP220",
        "Tệp {0}: ngày tiếp nhận lệch nhiều năm so với ngày trong mã hồ sơ: {1}; chờ người xem trước khi nhận.",
        "File {0}: days of receipt are years away from the days in the dossiers' codes: {1}; it waits for a person before it is taken in.",
        "Thường do tệp Excel hệ ngày 1904 bị chép lại. Xuất lại từ phần mềm; nếu đúng là như vậy thì nhận: govpipeline reingest TỆP --yes.",
        "Usually a workbook of the 1904 date system that was copied. Export it again; when it is right, take it in: govpipeline reingest FILE --yes.");

    public static readonly ErrorEntry FileOddPeriod = new("GP221",
        "Báo cáo {0} ghi từ {1} đến {2}, không phải kỳ báo cáo nào.",
        "Report {0} is from {1} to {2}, which is no reporting period.",
        "Xuất lại theo tháng, quý, 6 tháng, 9 tháng hoặc năm: chốt ngày 14 (NĐ 09/2019/NĐ-CP) hoặc theo lịch.",
        "Export it for a month, quarter, half-year, nine months or year: closing on the 14th (NĐ 09/2019/NĐ-CP), or of the calendar.");

    public static readonly ErrorEntry FileWrongSlip = new("GP222",
        "Tệp {0} không phải phiếu đã sửa: {1}.",
        "File {0} is no corrected slip: {1}.",
        "Gửi lại chính phiếu đã nhận, chỉ sửa các ô tô màu; dòng mới để trong tệp xuất thường, không có cột Mã phiếu cách ly và Dòng gốc.",
        "Send back the slip itself with only the coloured cells corrected; new rows go into an ordinary export without the slip's columns.");

    public static readonly ErrorEntry FileNotComputed = new("GP223",
        "Tệp {0} có công thức chưa được tính ở ô {1}: đọc ra sẽ là ô trống.",
        "File {0} has a formula without a result in cell {1}: it would read as an empty cell.",
        "Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại, hoặc xuất giá trị thay cho công thức.",
        "Open it with Excel or LibreOffice and save it, or export values instead of formulas.");

    public static readonly ErrorEntry FileCodesShared = new("GP224",
        "Tệp {0}: {1} dòng mang mã hồ sơ của dòng khác mà khác đơn vị, ngày tiếp nhận hoặc kênh, ví dụ dòng {2} và {3}; chờ người xem trước khi nhận.",
        "File {0}: {1} rows have the dossier code of another row with another unit, day of receipt or channel, such as rows {2} and {3}; it waits for a "
        + "person before it is taken in.",
        "Thường do mã bị bảng tính làm tròn còn 15 chữ số. Xuất lại từ phần mềm, không lưu lại bằng bảng tính; nếu đúng là như vậy thì nhận: "
        + "govpipeline reingest TỆP --yes.",
        "Usually a spreadsheet rounded the codes to 15 digits. Export it again and do not save it with a spreadsheet; when it is right, take it in: "
        + "govpipeline reingest FILE --yes.");

    public static readonly ErrorEntry FileOfOthers = new("GP225",
        "Tệp {0}: không dòng nào của đơn vị mà nguồn này báo; các đơn vị trong tệp: {1}; chờ người xem trước khi nhận.",
        "File {0}: no row is of a unit that this source tells of; units in the file: {1}; it waits for a person before it is taken in.",
        "Có phải tệp của nguồn khác? Nhận lại với đúng nguồn (--source); nếu đúng là của nguồn này thì nhận: govpipeline reingest TỆP --yes.",
        "Is it the file of another source? Take it in with the right one (--source); when it is this source's, take it in: govpipeline reingest FILE --yes.");

    public static readonly ErrorEntry FileDateBefore = new("GP226",
        "Tệp {0} ghi số liệu đến ngày {1}, nhưng hơn nửa số dòng mang ngày sau đó, mới nhất là {2}.",
        "File {0} is dated {1}, but more than half of its rows are of later days, the newest of {2}.",
        "Nhận lại với đúng ngày: govpipeline reingest TỆP --date NGÀY; nếu ngày trong các dòng sai thì sửa ở phần mềm nguồn và xuất lại.",
        "Take it in again with the right day: govpipeline reingest FILE --date DAY; when the days in the rows are wrong, mend them in the source and export "
        + "again.");

    public static readonly ErrorEntry RowMissingValue = new("GP301",
        "Cột '{0}' bỏ trống nhưng bắt buộc.",
        "Column '{0}' is empty but required.",
        "Điền giá trị.",
        "Fill it in.");

    public static readonly ErrorEntry RowBadDate = new("GP302",
        "Cột '{0}': '{1}' không phải ngày hợp lệ.",
        "Column '{0}': '{1}' is not a date.",
        "Ghi dd/MM/yyyy hoặc dd/MM/yyyy HH:mm:ss, hoặc ISO 8601.",
        "Write dd/MM/yyyy or dd/MM/yyyy HH:mm:ss, or ISO 8601.");

    public static readonly ErrorEntry RowBadNumber = new("GP303",
        "Cột '{0}': '{1}' không phải số nguyên không âm.",
        "Column '{0}': '{1}' is not a whole number of 0 or more.",
        "Ghi 3322 hoặc 3.322; không ghi chữ, số âm hay phần lẻ.",
        "Write 3322 or 3.322; no letters, minus or fraction.");

    public static readonly ErrorEntry RowUnknownStatus = new("GP304",
        "Cột '{0}': không có trạng thái '{1}'.",
        "Column '{0}': there is no status '{1}'.",
        "Sửa trạng thái, hoặc thêm cách ghi này vào mục values.status của định nghĩa nguồn.",
        "Correct it, or add this wording under values.status in the source definition.");

    public static readonly ErrorEntry RowUnknownChannel = new("GP305",
        "Cột '{0}': không có hình thức nộp '{1}'.",
        "Column '{0}': there is no channel '{1}'.",
        "Sửa hình thức, hoặc thêm cách ghi này vào mục values.channel của định nghĩa nguồn.",
        "Correct it, or add this wording under values.channel in the source definition.");

    public static readonly ErrorEntry RowUnknownUnit = new("GP306",
        "Cột '{0}': không có đơn vị '{1}' vào ngày {2}.",
        "Column '{0}': there is no unit '{1}' on {2}.",
        "Sửa tên hoặc mã đơn vị (hồ sơ ghi theo đơn vị lúc tiếp nhận, kể cả sau sắp xếp), hoặc thêm đơn vị vào units.json với thời gian hiệu lực.",
        "Correct the name or code (a dossier names the unit at its receipt, also after a merger), or add the unit to units.json with the days it holds.");

    public static readonly ErrorEntry RowFinishedBeforeReceived = new("GP307",
        "Cột '{0}': ngày '{1}' trước ngày tiếp nhận {2}.",
        "Column '{0}': '{1}' is before the day of receipt, {2}.",
        "Sửa một trong hai ngày ở phần mềm nguồn.",
        "Correct one of the two in the source software.");

    public static readonly ErrorEntry RowEndedWithoutDate = new("GP308",
        "Hồ sơ đã kết thúc (trạng thái '{1}') nhưng không có ngày kết thúc.",
        "The dossier has ended (status '{1}') but has no end date.",
        "Điền ngày kết thúc xử lý hoặc ngày trả kết quả.",
        "Fill in the day it was finished or returned.");

    public static readonly ErrorEntry RowPendingWithDate = new("GP309",
        "Hồ sơ chưa kết thúc (trạng thái '{1}') nhưng có ngày kết thúc {2}.",
        "The dossier has not ended (status '{1}') but has an end date, {2}.",
        "Sửa trạng thái hoặc xóa ngày kết thúc.",
        "Correct the status or remove the end date.");

    public static readonly ErrorEntry RowFutureDate = new("GP310",
        "Cột '{0}': '{1}' sau ngày dữ liệu {2}.",
        "Column '{0}': '{1}' is after the day the export tells of, {2}.",
        "Sửa ngày ở phần mềm nguồn.",
        "Correct it in the source software.");

    public static readonly ErrorEntry RowColumnCount = new("GP311",
        "Dòng có {2} ô, tiêu đề có {3} cột.",
        "The row has {2} cells, the header {3} columns.",
        "Tìm dấu phân cách thừa hoặc thiếu; đặt ô có dấu phân cách trong dấu nháy kép.",
        "Look for a separator too many or too few; put cells that hold one in quotation marks.");

    public static readonly ErrorEntry RowBrokenText = new("GP312",
        "Cột '{0}': có ký tự hỏng.",
        "Column '{0}': it has broken characters.",
        "Xuất lại tệp dưới dạng UTF-8.",
        "Export it as UTF-8.");

    public static readonly ErrorEntry RowBadCode = new("GP313",
        "Cột '{0}': '{1}' không phải mã hồ sơ: tối đa 48 ký tự, không có khoảng trắng.",
        "Column '{0}': '{1}' is no dossier code: at most 48 characters, no blanks.",
        "Ghi mã đúng như trên giấy tiếp nhận.",
        "Write the code as on the receipt.");

    public static readonly ErrorEntry RowUnknownLevel = new("GP314",
        "Cột '{0}': không có mức độ dịch vụ công '{1}'.",
        "Column '{0}': there is no service level '{1}'.",
        "Sửa mức độ, hoặc thêm cách ghi này vào mục values.serviceLevel của định nghĩa nguồn.",
        "Correct it, or add this wording under values.serviceLevel in the source definition.");

    public static readonly ErrorEntry RowPartOverWhole = new("GP315",
        "Cột '{0}': {1} lớn hơn '{2}' ({3}).",
        "Column '{0}': {1} is more than '{2}' ({3}).",
        "Sửa một trong hai số.",
        "Correct one of the two.");

    public static readonly ErrorEntry RowDueBeforeReceived = new("GP316",
        "Cột '{0}': ngày hẹn '{1}' trước ngày tiếp nhận {2}.",
        "Column '{0}': the due date '{1}' is before the day of receipt, {2}.",
        "Sửa ngày hẹn trả ở phần mềm nguồn.",
        "Correct the due date in the source software.");

    public static readonly ErrorEntry RowBadAnswer = new("GP317",
        "Cột '{0}': '{1}' không phải có hay không.",
        "Column '{0}': '{1}' is neither yes nor no.",
        "Ghi Có hoặc Không, 1 hoặc 0, hay để trống.",
        "Write Có or Không, 1 or 0, or leave it empty.");

    public static readonly ErrorEntry RowTooLong = new("GP318",
        "Cột '{0}': giá trị dài hơn {2} ký tự.",
        "Column '{0}': the value is longer than {2} characters.",
        "Rút gọn; thường là dấu nháy kép chưa đóng.",
        "Shorten it; usually an unclosed quotation mark.");

    public static readonly ErrorEntry RowUnknownWord = new("GP319",
        "Cột '{0}': không có giá trị '{1}'; các giá trị: {2}.",
        "Column '{0}': there is no value '{1}'; values are: {2}.",
        "Sửa giá trị, hoặc thêm cách ghi này vào định nghĩa nguồn.",
        "Correct it, or add this wording to the source definition.");

    public static readonly ErrorEntry RowEndBeforeBegin = new("GP320",
        "Cột '{0}': thời điểm '{1}' trước lúc bắt đầu {2}.",
        "Column '{0}': '{1}' is before the beginning, {2}.",
        "Sửa một trong hai thời điểm.",
        "Correct one of the two.");

    public static readonly ErrorEntry RowImplausibleDate = new("GP321",
        "Cột '{0}': ngày '{1}' không thể đúng, trước {2} hoặc sau {3}.",
        "Column '{0}': the date '{1}' cannot be right, before {2} or after {3}.",
        "Sửa ngày ở phần mềm nguồn; thường là gõ nhầm năm.",
        "Correct it in the source software; usually a mistyped year.");

    public static readonly ErrorEntry RowPersonal = new("GP322",
        "Cột '{0}' có dữ liệu giống số định danh, số điện thoại hoặc tên người ({1}); không đọc vào.",
        "Column '{0}' holds what looks like an identity number, a phone number or a person's name ({1}); it is not taken in.",
        "Ghi mã của hệ thống vào cột này, không ghi số giấy tờ hay tên người.",
        "Write the system's own code there, not the number of a document or a name.");

    public static readonly ErrorEntry RowDateOrder = new("GP323",
        "Cột '{0}': '{1}' có thể là hai ngày khác nhau; trong tệp này thứ tự ngày và tháng không chắc: {2}.",
        "Column '{0}': '{1}' can be two days; the order of day and month is not certain in this file: {2}.",
        "Xuất lại tệp với ngày dạng dd/MM/yyyy hoặc yyyy-MM-dd, đừng mở và lưu lại bằng bảng tính.",
        "Export it again with dates as dd/MM/yyyy or yyyy-MM-dd; do not open and save it with a spreadsheet.");

    public static readonly ErrorEntry RowNumberOrder = new("GP324",
        "Cột '{0}': '{1}' có thể là hai số khác nhau; tệp này dùng lẫn dấu chấm và dấu phẩy để nhóm nghìn: {2}.",
        "Column '{0}': '{1}' can be two numbers; this file groups thousands by dots and by commas: {2}.",
        "Ghi số không có dấu nhóm (3322), hoặc nhóm bằng dấu chấm ở mọi dòng.",
        "Write numbers without groups (3322), or group them by dots everywhere.");

    public static readonly ErrorEntry RowStrayQuote = new("GP325",
        "Dòng có dấu nháy kép lẻ; không biết chắc các cột.",
        "The row has a quotation mark without its other; which column is which is not certain.",
        "Bỏ dấu nháy lẻ trong tệp, hoặc xuất lại.",
        "Take the stray mark out, or export it again.");

    public static readonly ErrorEntry RowContradiction = new("GP326",
        "Hai dòng của tệp nói về cùng một thứ mà số khác nhau: {2}.",
        "Two rows of the file speak of the same thing and differ: {2}.",
        "Giữ một dòng đúng, bỏ dòng kia.",
        "Keep the right one and remove the other.");

    public static readonly ErrorEntry RowBadPoints = new("GP327",
        "Cột '{0}': '{1}' không phải điểm từ 0 đến {2}.",
        "Column '{0}': '{1}' is not points from 0 to {2}.",
        "Ghi như 17,85 (nhiều nhất hai chữ số sau dấu phẩy).",
        "Write it as 17,85 (two decimals at most).");

    public static readonly ErrorEntry RowUnitReused = new("GP328",
        "Cột '{0}': '{1}' là tên hoặc mã của hai đơn vị, trước và sau sắp xếp, và mã hồ sơ không cho biết đơn vị nào đã tiếp nhận ngày {2}.",
        "Column '{0}': '{1}' is the name or code of two units, before and after a merger, and the dossier's code does not say which of them received it "
        + "on {2}.",
        "Ghi mã định danh của đơn vị đã tiếp nhận (như 000.07.13.H53), hoặc mã của đơn vị ấy lúc tiếp nhận.",
        "Write the identifier of the unit that received it (such as 000.07.13.H53), or the code it had then.");

    public static readonly ErrorEntry StorageUnreachable = new("GP401",
        "Không tới được kho lưu trữ {0}: {1}.",
        "Storage {0} cannot be reached: {1}.",
        "Kiểm tra chuỗi kết nối và mạng; công việc tự chạy lại, không mất dữ liệu.",
        "Check the connection string and the network; the work is done again by itself, nothing is lost.");

    public static readonly ErrorEntry StorageContention = new("GP402",
        "Không ghi được {0} sau {1} lần: có tiến trình khác cùng ghi.",
        "{0} could not be written after {1} tries: others are writing it too.",
        "Không cần làm gì; công việc tự chạy lại.",
        "Nothing to do; the work is done again by itself.");

    public static readonly ErrorEntry EmulatorFailed = new("GP403",
        "Không khởi động được trình giả lập lưu trữ: {0}.",
        "The storage emulator did not start: {0}.",
        "Cần Node.js 20 trở lên; chạy lại lệnh, hoặc dùng --storage với chuỗi kết nối có sẵn.",
        "Node.js 20 or later is needed; run the command again, or give --storage a connection string.");

    public static readonly ErrorEntry StorageUnlistable = new("GP404",
        "Không liệt kê được kho {0}: có tệp mang tên chứa ký tự điều khiển.",
        "Container {0} cannot be listed: a file in it has a name with control characters.",
        "Xóa hoặc đổi tên tệp đó bằng công cụ của kho lưu trữ; tệp đưa vào bằng govpipeline không bao giờ có tên như vậy.",
        "Delete or rename that file with the storage's own tools; files taken in by govpipeline never have such names.");

    public static readonly ErrorEntry DiskUnusable = new("GP405",
        "Máy không đọc hoặc không ghi được tệp: {0}",
        "A file cannot be read or written: {0}",
        "Kiểm tra dung lượng đĩa, quyền và đường dẫn rồi chạy lại; không mất gì.",
        "Look at the disk's space, the rights and the path, and run again; nothing is lost.");

    public static readonly ErrorEntry PublicationUnderWay = new("GP406",
        "Kỳ {0} đang được công bố lại: các dòng của lần trước và lần này còn lẫn nhau.",
        "Period {0} is being published: rows of the publication before and of this one still stand beside each other.",
        "Xem lại sau một phút. Nếu vẫn vậy: govpipeline publish --period KỲ.",
        "Look again in a minute. If it stays: govpipeline publish --period PERIOD.");

    public static readonly ErrorEntry SignedRowsChanged = new("GP407",
        "Số liệu đã ký của kỳ {0} ({1}) không còn như lúc ký: đang lưu phiên bản {2}, đã ký phiên bản {3}. Kỳ này không được công bố cho tới khi khôi phục.",
        "The signed figures of period {0} ({1}) are not those that were signed: version {2} is kept, {3} was signed. It is not published until restored.",
        "Khôi phục tệp counts/signed từ phiên bản cũ của blob hoặc bản sao lưu, rồi chạy govpipeline publish --period KỲ.",
        "Restore the blob in counts/signed from an earlier version or a backup, then run govpipeline publish --period PERIOD.");

    public static readonly ErrorEntry MailRefused = new("GP501",
        "Máy chủ thư từ chối thư {0}: {1}.",
        "The mail server refused mail {0}: {1}.",
        "Kiểm tra địa chỉ người nhận và quyền gửi; thư được giữ trong hộp chờ.",
        "Check the recipient and the right to send; the mail is kept in the outbox.");

    public static readonly ErrorEntry MailUnreachable = new("GP502",
        "Không tới được máy chủ thư {0}: {1}.",
        "The mail server {0} cannot be reached: {1}.",
        "Kiểm tra mục Mail trong cấu hình; thư được giữ và gửi lại.",
        "Check Mail in the configuration; the mail is kept and sent again.");

    public static readonly ErrorEntry MailLogin = new("GP503",
        "Máy chủ thư {0} đòi đăng nhập hoặc không nhận tài khoản: {1}.",
        "The mail server {0} wants a log-in or does not take the account: {1}.",
        "Đặt Mail:User và Mail:Password rồi govpipeline mails resend; thư được giữ.",
        "Set Mail:User and Mail:Password, then govpipeline mails resend; the mail is kept.");

    public static readonly ErrorEntry MailTls = new("GP504",
        "Không lập được kết nối bảo mật với máy chủ thư {0}: {1}.",
        "No secure line to the mail server {0}: {1}.",
        "Kiểm tra Mail:Security, chứng thư của máy chủ và Mail:CertificateSha256; thư được giữ và gửi lại.",
        "Check Mail:Security, the server's certificate and Mail:CertificateSha256; the mail is kept and sent again.");

    public static readonly ErrorEntry MailContentMissing = new("GP505",
        "Thiếu nội dung hoặc tệp đính kèm của thư {0}: {1}.",
        "The content or an attachment of mail {0} is missing: {1}.",
        "Lập lại báo cáo hoặc phiếu rồi govpipeline mails resend.",
        "Make the report or slip again, then govpipeline mails resend.");

    public static readonly ErrorEntry MailUnexpected = new("GP506",
        "Gửi thư {0} gặp lỗi ngoài dự kiến: {1}.",
        "Sending mail {0} met an unexpected error: {1}.",
        "Thư được giữ và gửi lại; nếu lặp lại, gửi mã lỗi cho tổ vận hành.",
        "The mail is kept and sent again; tell the operators if it goes on.");

    public static readonly ErrorEntry ArgumentUnknown = new("GP801",
        "{0} không có '{1}'. {2}",
        "{0}: there is no '{1}'. {2}",
        "Chạy lại với một tên trong danh sách.",
        "Run again with a name of the list.");

    public static readonly ErrorEntry ArgumentWrong = new("GP802",
        "{0} không dùng được: {1}.",
        "{0} cannot be used: {1}.",
        "Sửa rồi chạy lại; --help cho biết cách viết.",
        "Correct it and run again; --help says how it is written.");

    public static readonly ErrorEntry ConfigurationInvalid = new("GP901",
        "Cấu hình sai ở {0}: {1}.",
        "The configuration is wrong at {0}: {1}.",
        "Sửa khóa được nêu rồi chạy lại; govpipeline doctor kiểm tra mọi khóa.",
        "Correct the key it names and run again; govpipeline doctor checks every key.");

    public static readonly ErrorEntry SecretMissing = new("GP902",
        "Thiếu bí mật '{0}' mà {1} cần.",
        "The secret '{0}' that {1} needs is missing.",
        "Đặt biến môi trường Secrets__TÊN, hoặc khóa Secrets:TÊN trong kho bí mật.",
        "Set the environment variable Secrets__NAME, or the key Secrets:NAME in the secret store.");

    public static readonly ErrorEntry PlatformUnfit = new("GP903",
        "Máy không xử lý được tiếng Việt hoặc giờ Việt Nam: {0}",
        "The machine cannot handle Vietnamese text or time: {0}",
        "Cài ICU và tzdata, bỏ InvariantGlobalization.",
        "Install ICU and tzdata, remove InvariantGlobalization.");
#pragma warning restore CS1591, SA1600, CA2211

    /// <summary>Whether a file that was refused with a code waits for a person who may take it in all the same.</summary>
    public static bool WaitsForPerson(string code) =>
        code == FileDateFar.Code || code == FileLeftOut.Code || code == FileUnlike.Code || code == FileDaysFar.Code;

    /// <summary>All entries, by code.</summary>
    public static IReadOnlyList<ErrorEntry> All { get; } =
    [
        .. typeof(ErrorCatalogue).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.FieldType == typeof(ErrorEntry)).Select(f => (ErrorEntry)f.GetValue(null)!).OrderBy(e => e.Code, StringComparer.Ordinal),
    ];
}
