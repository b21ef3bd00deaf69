"""The Follow up work place: the matrix recommendation x later visit, and the worksheet behind each cell."""
